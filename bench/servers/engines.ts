import { self } from '@lianke/channel-self'
import { openReceiver } from '@lianke/engine-intake'
import { openPlatform, runReaders } from '@lianke/platform'
import { openChannelHosts } from '@lianke/platform/channel-host'
import { collectChannel } from '@lianke/platform/collect'
import { pino } from 'pino'
import { composeEngines } from '../../apps/compose-engines.ts'
import { benchSecret } from '../data.ts'
import { answerStages } from './watch-stages.ts'
import { postChannel, withPost } from '../post.ts'

/** The engines as the product runs them, in a process of their own, woken by the ledger; one channel more, whose end tells the bench when something arrived. */
const { databaseUrl, clickhouseUrl, tenants } = JSON.parse(process.env.ENGINES ?? '{}') as {
  databaseUrl: string
  clickhouseUrl: string
  tenants: readonly string[]
}
const arrived: [string, number][] = []
const post = postChannel((user) => {
  arrived.push([user, Date.now()])
})
const platform = await openPlatform({ databaseUrl, clickhouseUrl, secret: benchSecret, modules: withPost(post) })
const log = pino({ level: 'warn' })
const engines = composeEngines(platform, {
  channels: [collectChannel, self, post],
  hostOf: openChannelHosts(platform, { receive: openReceiver(platform.database).receive, log, allowPrivate: [] }),
  log: (level, message, data) => log[level](data, message),
})
const home = { database: platform.database, tenants: async () => tenants }
void runReaders(home, engines.readers, {
  signal: new AbortController().signal,
  concurrencyMax: 6,
  log: (level, message, data) => log[level](data, message),
})
setInterval(() => {
  if (arrived.length > 0) process.send?.({ arrived: arrived.splice(0) })
}, 20)
answerStages()
process.send?.({ port: 0 })
process.on('disconnect', () => process.exit())
process.on('SIGTERM', () => process.exit())
