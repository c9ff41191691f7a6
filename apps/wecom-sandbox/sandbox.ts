import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import serveStatic from '@fastify/static'
import Fastify from 'fastify'
import { apiRoutes } from './api/api.routes.ts'
import { openCallbacks } from './callback/callback.ts'
import { openActs } from './play/acts.ts'
import { jsSdkSource } from './play/js-sdk.ts'
import { houseRoutes } from './play/house.routes.ts'
import { oauthRoutes } from './play/oauth.routes.ts'
import { playRoutes } from './play/play.routes.ts'
import { seedWorld, type Seed } from './world/demo.ts'
import { openStore } from './world/store.ts'

export interface SandboxOptions {
  /** 0: any free port. */
  readonly port: number
  readonly host?: string
  /** Folder that keeps the world; absent: memory only. */
  readonly data?: string | null
  /** Filled with this when the world is new. */
  readonly seed?: Seed
  /** Address of the product whose sidebar the page opens. */
  readonly houseUrl?: string
  /** Pause before a callback is tried again. */
  readonly retryDelayMs?: number
  readonly now?: () => number
}

const bodyBytesMax = 25 << 20

/** Starts a simulated WeCom: API, callbacks, sign-in pages, JS-SDK stand-in and the page to play on, on one port. */
export const openSandbox = async (options: SandboxOptions) => {
  const store = openStore(options.data ?? null, options.now ?? Date.now)
  if (options.seed && Object.keys(store.world.staff).length === 0) seedWorld(store, options.seed)
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
  oauthRoutes(server, store)
  if (options.houseUrl) houseRoutes(server, options.houseUrl)
  server.get('/js/wecom-jssdk.js', async (_request, reply) =>
    reply.type('text/javascript').header('access-control-allow-origin', '*').send(jsSdkSource),
  )
  const dist = fileURLToPath(new URL('./dist', import.meta.url))
  if (existsSync(dist)) await server.register(serveStatic, { root: dist, prefix: '/' })
  const address = await server.listen({ port: options.port, host: options.host ?? '127.0.0.1' })
  const port = Number(new URL(address).port)
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    store,
    acts,
    callbacks,
    apiLog: api.log,
    close: async (): Promise<void> => {
      callbacks.close()
      await server.close()
      store.flush()
    },
  }
}
export type Sandbox = Awaited<ReturnType<typeof openSandbox>>
