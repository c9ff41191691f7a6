import { defineJob, tableOf } from '@lianke/kernel'
import { workItem } from '../objects/work-item.object.ts'

const itemsPerSet = 500

/** Every minute: items whose runs go on no more (ended, stopped by hand, their record deleted) are closed; nobody is asked for nothing. */
export const closeJob = defineJob({
  name: 'todo.close',
  cron: '* * * * *',
  timeoutMs: 50_000,
  run: async (job) => {
    for (let more = true; more && !job.signal.aborted; ) {
      more = await job.transaction(async (work) => {
        const over = await work.sql<{ id: string }>(
          `select i.id from ${tableOf(workItem.name)} i left join process_run r on r.id = i.run::uuid
            where i.status = 'open' and i.deleted_at is null and (r.id is null or r.status = 'ended')
            order by i.id limit ${itemsPerSet} for update of i skip locked`,
        )
        if (over.length > 0)
          await work.records.upsert({
            object: workItem.name,
            rows: over.map(({ id }) => ({ id, status: 'closed', remind_at: null })),
          })
        return over.length === itemsPerSet
      })
    }
  },
})
