import { defineJob } from '@lianke/kernel'
import { finishRequests } from '../commands/finish-requests.ts'

/** Every minute: requests whose runs ended in silence (their process was ended, their record deleted) end with them, so that no record stays held. */
export const finishJob = defineJob({
  name: 'approval.finish',
  cron: '* * * * *',
  timeoutMs: 50_000,
  run: async (job) => {
    for (let more = true; more && !job.signal.aborted; ) more = await job.transaction((work) => finishRequests(work, null))
  },
})
