import { openChannelHosts } from '@lianke/platform/channel-host'
import { installJobs, startJobs } from '@lianke/platform/jobs'
import { openLog } from '@lianke/platform/log'
import { openReceiver } from '@lianke/engine-intake'
import { openBench } from '../data.ts'

/** Background work as `npm start` runs it, in a process of its own. */
const { databaseUrl, clickhouseUrl } = JSON.parse(process.env.JOBS ?? '{}') as { databaseUrl: string; clickhouseUrl: string }
const platform = await openBench({ databaseUrl, clickhouseUrl })
const log = openLog({ name: 'bench', level: 'warn' })
const receiver = openReceiver(platform.database)
await installJobs(databaseUrl)
await startJobs({
  platform,
  databaseUrl,
  jobs: platform.modules.flatMap((module) => module.jobs ?? []),
  hostOf: openChannelHosts(platform, { receive: receiver.receive, log, allowPrivate: [] }),
  log,
})
process.send?.({ port: 0 })
process.on('disconnect', () => process.exit())
process.on('SIGTERM', () => process.exit())
