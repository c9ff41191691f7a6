import { openReceiver } from '@lianke/engine-intake'
import { openChannelHosts } from '@lianke/platform/channel-host'
import { installJobs, startJobs } from '@lianke/platform/jobs'
import type { Role } from '@lianke/platform/runtime'
import { outgoingAllowed } from '../outgoing.ts'

/** Background work: the queue and the clock. Jobs that speak to a vendor are given a host. */
export const jobsRole: Role = {
  name: 'jobs',
  async start({ config, platform, log }) {
    const databaseUrl = config.databaseUrl as string
    await installJobs(databaseUrl)
    const receiver = openReceiver(platform.database)
    const hostOf = openChannelHosts(platform, { receive: receiver.receive, log, allowPrivate: outgoingAllowed(config) })
    const jobs = await startJobs({
      platform,
      databaseUrl,
      jobs: platform.modules.flatMap((module) => module.jobs ?? []),
      hostOf,
      log,
    })
    return {
      stop: async () => {
        await jobs.stop()
        await receiver.close()
      },
    }
  },
}
