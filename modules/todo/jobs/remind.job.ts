import { defineJob } from '@lianke/kernel'
import { tellItems } from '../commands/tell-items.ts'
import { workItemReminded } from '../events/work-item.events.ts'
import { workItem } from '../objects/work-item.object.ts'
import { eachDueSet } from './due-items.ts'

/** Every minute: open items whose time to remind has come are told to whoever has them, once. */
export const remindJob = defineJob({
  name: 'todo.remind',
  cron: '* * * * *',
  timeoutMs: 50_000,
  run: (job) =>
    eachDueSet(
      job,
      (now) => ({ field: 'remind_at', op: 'lte', value: now }),
      async (work, items) => {
        await work.records.upsert({ object: workItem.name, rows: items.map(({ id }) => ({ id, remind_at: null })) })
        await tellItems(
          work,
          items.flatMap((item) =>
            (item.owner ? [item.owner] : (item.candidates ?? [])).map((staff) => ({
              item,
              event: workItemReminded,
              payload: { staff },
              to: staff,
            })),
          ),
        )
      },
    ),
})
