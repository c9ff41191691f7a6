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
  run: async (work) => {
    let cursor: string | null = null
    do {
      cursor = await work.transaction(async (room): Promise<string | null> => {
        const page = await room.records.list(channelCode, {
          filter: { field: 'status', op: 'eq', value: 'live' },
          sort: ['id'],
          limit: codesPerPage,
          cursor,
        })
        for (const code of page.data) {
          await refreshCode(room, codeOf(code))
        }
        return page.next
      })
    } while (cursor && !work.signal.aborted)
  },
})
