import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openReceiver } from '@lianke/engine-intake'
import { openChannelHosts } from '@lianke/platform/channel-host'
import { localStore, mountRoutes, openAuth, openHttp } from '@lianke/platform/http'
import { openLog } from '@lianke/platform/log'
import { collectDoor } from '../../apps/server/doors/collect.door.ts'
import { answerStages } from './watch-stages.ts'
import { benchSecret, openBench } from '../data.ts'

/** The product's own http process, as `npm start` composes it, without limits on the rate of requests. */
const { databaseUrl, clickhouseUrl } = JSON.parse(process.env.PRODUCT ?? '{}') as { databaseUrl: string; clickhouseUrl: string }
const platform = await openBench({ databaseUrl, clickhouseUrl })
const auth = await openAuth(platform, { secret: benchSecret, publicUrl: 'http://127.0.0.1' })
const many = { perSecond: 1e9, burst: 1e9 }
const files = join(tmpdir(), 'lianke-bench-files')
const app = await openHttp(platform, {
  auth,
  publicUrl: 'http://127.0.0.1',
  files: { store: localStore(files), root: files, bytesMax: 1e6 },
  limits: { session: many, key: many, address: many, signIn: many },
})
const receiver = openReceiver(platform.database)
await app.register(collectDoor(platform, auth, receiver.receive))
await mountRoutes(app, {
  platform,
  auth,
  publicUrl: 'http://127.0.0.1',
  secret: benchSecret,
  firstTenant: 'main',
  hostOf: openChannelHosts(platform, { receive: receiver.receive, log: openLog({ name: 'bench', level: 'error' }) }),
  turnedAway: () => undefined,
})
answerStages()
const address = await app.listen({ port: 0, host: '127.0.0.1' })
process.send?.({ port: Number(new URL(address).port) })
process.on('disconnect', () => process.exit())
process.on('SIGTERM', () => process.exit())
