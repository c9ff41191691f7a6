import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import serveStatic from '@fastify/static'
import Fastify from 'fastify'
import { apiRoutes } from './api/api.routes.ts'
import { openCallbacks } from './callback/callback.ts'
import { corpsMax, folderOf, keptCorps, listenFor, serialsApart } from './corps.ts'
import { openActs } from './play/acts.ts'
import { jsSdkSource } from './play/js-sdk.ts'
import { corpsRoutes } from './play/corps.routes.ts'
import { houseRoutes } from './play/house.routes.ts'
import { oauthRoutes } from './play/oauth.routes.ts'
import { playRoutes } from './play/play.routes.ts'
import { seedWorld, type Seed } from './world/demo.ts'
import { openStore, type Store } from './world/store.ts'

export interface SandboxOptions {
  /** 0: any free port. */
  readonly port: number
  readonly host?: string
  /** Folder that keeps the world; absent: memory only. */
  readonly data?: string | null
  /** Filled with this when the world is new. */
  readonly seed?: Seed
  /** Further corporations, each filled like the first; their ids at the vendor. */
  readonly more?: readonly { readonly corp_id: string; readonly name?: string; readonly seed?: Seed }[]
  /** Address of the product whose sidebar the page opens. */
  readonly houseUrl?: string
  /** Pause before a callback is tried again. */
  readonly retryDelayMs?: number
  readonly now?: () => number
}

const bodyBytesMax = 25 << 20

/** One simulated corporation: its world, its API, its callbacks and what people do in it. */
const openCorp = async (store: Store, options: SandboxOptions, corps: Parameters<typeof corpsRoutes>[2]) => {
  const callbacks = openCallbacks(store, { retryDelayMs: options.retryDelayMs ?? 1_000 })
  const acts = openActs(store, callbacks)
  const server = Fastify({ bodyLimit: bodyBytesMax, forceCloseConnections: true })
  // Bodies without or with an unknown type are read as JSON, as the vendor does.
  server.removeContentTypeParser('text/plain')
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? {} : JSON.parse(String(body)))
    } catch (cause) {
      if (!(cause instanceof SyntaxError)) throw cause
      done(null, null)
    }
  })
  const api = apiRoutes(server, store)
  playRoutes(server, { store, acts, callbacks, apiLog: api.log, houseUrl: options.houseUrl ?? '' })
  corpsRoutes(server, store, corps)
  oauthRoutes(server, store)
  if (options.houseUrl) houseRoutes(server, options.houseUrl)
  server.get('/js/wecom-jssdk.js', async (_request, reply) =>
    reply.type('text/javascript').header('access-control-allow-origin', '*').send(jsSdkSource),
  )
  const dist = fileURLToPath(new URL('./dist', import.meta.url))
  if (existsSync(dist)) await server.register(serveStatic, { root: dist, prefix: '/' })
  await server.ready()
  return {
    store,
    acts,
    callbacks,
    apiLog: api.log,
    corp_id: () => store.world.corp.corp_id,
    holdsToken: (token: string) => store.world.tokens[token] !== undefined,
    answer: server.routing,
    close: async (): Promise<void> => {
      callbacks.close()
      await server.close()
      store.flush()
    },
  }
}
type Corp = Awaited<ReturnType<typeof openCorp>>

/** Starts a simulated WeCom: API, callbacks, sign-in pages, JS-SDK stand-in and the page to play on, on one port, of one corporation or several. */
export const openSandbox = async (options: SandboxOptions) => {
  const data = options.data ?? null
  const now = options.now ?? Date.now
  const corps: Corp[] = []
  const storeOf = (folder: string | null, seed: Seed | undefined): Store => {
    const store = openStore(folder, now)
    if (seed && Object.keys(store.world.staff).length === 0) seedWorld(store, seed)
    return store
  }
  const list = () => corps.map(({ store }) => store.world.corp)
  const add = async (corp_id: string, name: string | undefined, seed: Seed | undefined): Promise<Corp | null> => {
    const known = corps.find((one) => one.corp_id() === corp_id)
    if (known || corps.length >= corpsMax) return known ?? null
    const store = storeOf(folderOf(data, corp_id), seed)
    if (store.world.corp.corp_id !== corp_id) store.world.serial += corps.length * serialsApart
    store.world.corp = { corp_id, name: name ?? store.world.corp.name }
    store.changed()
    const corp = await openCorp(store, options, { list, add })
    corps.push(corp)
    return corp
  }
  const first = await openCorp(storeOf(data, options.seed), options, { list, add })
  corps.push(first)
  for (const corp_id of keptCorps(data)) await add(corp_id, undefined, undefined)
  for (const { corp_id, name, seed } of options.more ?? []) await add(corp_id, name, seed ?? {})
  const { port, close } = await listenFor(corps, { port: options.port, host: options.host ?? '127.0.0.1' })
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    /** Of the first corporation. */
    store: first.store,
    acts: first.acts,
    callbacks: first.callbacks,
    apiLog: first.apiLog,
    /** All of them, the first first. */
    corps,
    close: async (): Promise<void> => {
      await close()
      for (const corp of corps) await corp.close()
    },
  }
}
export type Sandbox = Awaited<ReturnType<typeof openSandbox>>
