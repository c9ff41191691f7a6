import type { UnitOfWork } from '@lianke/kernel'
import { openPlatform } from '../../../open-platform.ts'
import { tinyFollow } from '../../../testing/tiny-follow.ts'
import { followJob } from '../follow.job.ts'

// Run as a program: does one piece of following, telling each set, until it is done or killed.
const [databaseUrl = '', clickhouseUrl = '', tenant = '', id = ''] = process.argv.slice(2)
const platform = await openPlatform({
  databaseUrl,
  clickhouseUrl,
  secret: 'a secret for tests only',
  modules: tinyFollow,
  connectionsMax: 4,
})
const work = {
  platform,
  tenant,
  signal: new AbortController().signal,
  transaction: <T>(run: (work: UnitOfWork) => Promise<T>) => platform.work(tenant, { kind: 'system', id: 'follower' }, run),
  progress: async (done: number) => void process.stdout.write(`${done}\n`),
}
await followJob.run(work, { id })
await platform.close()
