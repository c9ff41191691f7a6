import { defineJob } from '@lianke/kernel'
import { passDeadline } from '../commands/pass-deadline.ts'
import { eachDueSet } from './due-items.ts'

/** Every minute: items whose deadline has passed end, are told of or change hands, as their steps say; each once. */
export const lateJob = defineJob({
  name: 'todo.late',
  cron: '* * * * *',
  timeoutMs: 50_000,
  run: (job) =>
    eachDueSet(
      job,
      (now) => ({
        and: [
          { field: 'due_at', op: 'lte', value: now },
          { field: 'late_at', op: 'empty' },
        ],
      }),
      passDeadline,
    ),
})
