import { defineJob } from '@lianke/kernel'
import { passDeadline } from '../commands/pass-deadline.ts'
import { workItem } from '../objects/work-item.object.ts'

const itemsPerSet = 500

/** Every minute: items whose deadline has passed end, are told of or change hands, as their steps say; each once. */
export const lateJob = defineJob({
  name: 'todo.late',
  cron: '* * * * *',
  timeoutMs: 50_000,
  run: async (job) => {
    for (let more = true; more && !job.signal.aborted; ) {
      more = await job.transaction(async (work) => {
        const { data } = await work.records.list(workItem, {
          filter: {
            and: [
              { field: 'due_at', op: 'lte', value: work.now },
              { field: 'status', op: 'eq', value: 'open' },
              { field: 'late_at', op: 'empty' },
            ],
          },
          forUpdate: true,
          limit: itemsPerSet,
        })
        if (data.length > 0) await passDeadline(work, data)
        return data.length === itemsPerSet
      })
    }
  },
})
