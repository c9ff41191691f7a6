import { deadDeliveriesSource } from '@lianke/engine-delivery'
import { wecom } from '@lianke/channel-wecom/testing'
import { surely } from '@lianke/kernel'
import { openChannelHosts } from '@lianke/platform/channel-host'
import { localStore, mountRoutes, openAuth, openHttp } from '@lianke/platform/http'
import { openSandbox } from '@lianke/wecom-sandbox'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { pino } from 'pino'
import { openSpine } from './spine-world.testing.ts'

const publicUrl = 'http://localhost:3000'
const secret = 'a secret for the tests only'
export const otherCorp = 'wwb0b0b0b0b0b0b0b0'
const keys = [
  { token: 'QDG6eK', aes_key: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' },
  { token: 'ZtQ8wN', aes_key: 'kXnZn8rs6oNpBVxaSkHuCyna4LB2ulBk4zllS7r3C3D' },
] as const

/** A product with its doors, and a WeCom of two corporations that speak to it; the first is connected by its settings, as ever. */
export const openTwoCorps = async () => {
  const sandbox = await openSandbox({
    port: 0,
    seed: {},
    more: [{ corp_id: otherCorp, name: '山茶香氛', seed: {} }],
    retryDelayMs: 5,
  })
  const allowPrivate = [new URL(sandbox.url).host]
  const world = await openSpine({ channels: [wecom], allowPrivate })
  const { platform, tenant, receiver } = world
  const log = pino({ level: 'silent' })
  const auth = await openAuth(platform, { secret, publicUrl })
  const app = await openHttp(platform, {
    auth,
    publicUrl,
    log,
    files: { store: localStore(tmpdir()), root: tmpdir(), bytesMax: 1024 * 1024 },
    operations: { deadLetters: [deadDeliveriesSource] },
  })
  const turnedAway: (string | undefined)[][] = []
  await mountRoutes(app, {
    platform,
    auth,
    publicUrl,
    secret,
    firstTenant: tenant.id,
    hostOf: openChannelHosts(platform, { receive: receiver.receive, log, allowPrivate }),
    turnedAway: (...about) => turnedAway.push(about),
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const house = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const made = await auth.keys.make({ tenant: tenant.id, name: 'spec', scopes: ['*'], expiresAt: null, by: null })
  const authorization = `Bearer ${made.key}`
  const [first, other] = sandbox.corps.map(({ store }) => store)
  const stores = [surely(first, 'a first corp'), surely(other, 'a second corp')] as const

  const api = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, payload?: object) => {
    const answer = await app.inject({ method, url: `/api/v1${url}`, headers: { authorization }, ...(payload ? { payload } : {}) })
    return { status: answer.statusCode, body: answer.json(), text: answer.body }
  }
  const play = async <T = Record<string, unknown>>(corp: string, address: string, body: unknown = {}): Promise<T> => {
    const answer = await fetch(`${sandbox.url}/sandbox/${address}?corp=${corp}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const said = (await answer.json()) as T & { error?: string }
    if (!answer.ok) throw new Error(said.error)
    return said
  }
  const appOf = (at: 0 | 1) => surely(stores[at].world.apps[0], 'a corp has an app')
  const valuesOf = (at: 0 | 1) => ({
    agent_id: appOf(at).agent_id,
    app_secret: appOf(at).secret,
    callback_token: keys[at].token,
    callback_aes_key: keys[at].aes_key,
    api_base: sandbox.url,
    authorize_base: sandbox.url,
    login_base: sandbox.url,
  })
  const home = stores[0].world.corp.corp_id
  for (const [name, value] of Object.entries({ corp_id: home, ...valuesOf(0) }))
    await platform.settings.set(tenant.id, `wecom.${name}`, value, null)
  const addresses = [`${house}/callbacks/wecom/${tenant.id}`, `${house}/callbacks/wecom/${tenant.id}/${otherCorp}`] as const
  for (const at of [0, 1] as const)
    await play(at === 0 ? home : otherCorp, 'configure', { callback: { url: addresses[at], ...keys[at] } })

  return {
    sandbox,
    world,
    app,
    stores,
    home,
    api,
    play,
    valuesOf,
    addresses,
    turnedAway,
    publicUrl,
    authorization,
    /** Somebody comes by the code of that corporation. */
    scan: (corp: string, name: string) =>
      play<{ userid: string; external_userid: string }>(corp, 'scan', {
        state: corp === home ? 'desk-home' : 'desk-other',
        name,
      }),
    host: () => world.engines.hostOf(tenant.id).channelHost,
    settled: async () => {
      for (const corp of [home, otherCorp]) await play(corp, 'settled')
    },
    close: async () => {
      await app.close()
      await auth.close()
      await world.tenant.close()
      await sandbox.close()
    },
  }
}
export type TwoCorps = Awaited<ReturnType<typeof openTwoCorps>>
