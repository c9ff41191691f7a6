import { defineJob } from '@lianke/kernel'
import { tellItems } from '../commands/tell-items.ts'
import { workItemReminded } from '../events/work-item.events.ts'
import { workItem } from '../objects/work-item.object.ts'

const itemsPerSet = 500

/** Every minute: open items whose time to remind has come are told to whoever has them, once. */
export const remindJob = defineJob({
  name: 'todo.remind',
  cron: '* * * * *',
  timeoutMs: 50_000,
  run: async (job) => {
    for (let more = true; more && !job.signal.aborted; ) {
      more = await job.transaction(async (work) => {
        const { data } = await work.records.list(workItem, {
          filter: {
            and: [
              { field: 'remind_at', op: 'lte', value: work.now },
              { field: 'status', op: 'eq', value: 'open' },
            ],
          },
          forUpdate: true,
          limit: itemsPerSet,
        })
        if (data.length === 0) return false
        await work.records.upsert({ object: workItem.name, rows: data.map(({ id }) => ({ id, remind_at: null })) })
        await tellItems(
          work,
          data.flatMap((item) =>
            (item.owner ? [item.owner] : (item.candidates ?? [])).map((staff) => ({
              item,
              event: workItemReminded,
              payload: { staff },
            })),
          ),
        )
        return data.length === itemsPerSet
      })
    }
  },
})
