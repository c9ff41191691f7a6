import { defineJob } from '@lianke/kernel'
import { taskReminded } from '../events/fieldwork.events.ts'
import { task } from '../objects/task.object.ts'

const tasksPerSet = 500

/** Every minute: open tasks whose time to remind has come are told to their owners, once; a new time reminds again. */
export const remindJob = defineJob({
  name: 'fieldwork.remind',
  cron: '* * * * *',
  timeoutMs: 50_000,
  run: async (job) => {
    for (let more = true; more && !job.signal.aborted; ) {
      more = await job.transaction(async (work) => {
        const { data } = await work.records.list(task, {
          filter: {
            and: [
              { field: 'remind_at', op: 'lte', value: work.now },
              { field: 'status', op: 'in', value: ['open', 'in_progress'] },
            ],
          },
          fields: ['id', 'owner', 'person', 'subject'],
          forUpdate: true,
          limit: tasksPerSet,
        })
        if (data.length === 0) return false
        const ids = data.map(({ id }) => id)
        await work.records.updateWhere(task, { field: 'id', op: 'in', value: ids }, { remind_at: null, reminded: true })
        for (const { id, owner, person, subject } of data)
          await work.emit({
            name: taskReminded.name,
            subject: { object: task.name, id },
            person,
            payload: { staff: owner, subject },
          })
        return data.length === tasksPerSet
      })
    }
  },
})
