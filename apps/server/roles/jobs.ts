import { installJobs, startJobs } from '@lianke/platform/jobs'
import type { Role } from '@lianke/platform/runtime'

/** Background work: the queue and the clock. */
export const jobsRole: Role = {
  name: 'jobs',
  async start({ config, platform, log }) {
    const databaseUrl = config.databaseUrl as string
    await installJobs(databaseUrl)
    return startJobs({ platform, databaseUrl, jobs: platform.modules.flatMap((module) => module.jobs ?? []), log })
  },
}
