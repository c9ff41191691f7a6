import { defineJob } from '@lianke/kernel'
import { refreshCode } from '../commands/refresh-code.ts'
import { codeOf } from '../rules/code-row.rule.ts'
import { channelCode } from '../objects/channel-code.object.ts'

const codesPerPage = 100

/** Vendors know no schedule: every minute the live codes whose staff should differ now are told so. Doing it twice changes nothing. */
export const refreshCodes = defineJob({
  name: 'marketing.refresh_codes',
  cron: '* * * * *',
  timeoutMs: 50_000,
  run: async (job) => {
    let cursor: string | null = null
    do {
      cursor = await job.transaction(async (work): Promise<string | null> => {
        const page = await work.records.list(channelCode, {
          filter: { field: 'status', op: 'eq', value: 'live' },
          sort: ['id'],
          limit: codesPerPage,
          cursor,
        })
        for (const code of page.data) {
          await refreshCode(work, codeOf(code))
        }
        return page.next
      })
    } while (cursor && !job.signal.aborted)
  },
})
