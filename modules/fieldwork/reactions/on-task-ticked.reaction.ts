import { defineReaction } from '@lianke/kernel'
import { completionKey } from '../rules/completion.rule.ts'
import { task as taskObject } from '../objects/task.object.ts'

/** A task that was ticked off in a list, on a board or by a program is completed like by the act; what the act has told is not told again. */
export const onTaskTicked = defineReaction({
  name: 'fieldwork.on_task_ticked',
  on: ['fieldwork.task.updated'],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    if (!fact.record || fact.payload.migrated || fact.after?.status !== 'done') return
    const task = await work.records.get(taskObject, fact.record, { fields: ['subject', 'result'], deleted: true })
    await work.emit({
      name: 'task.completed',
      subject: { object: taskObject.name, id: fact.record },
      person: fact.person,
      occurred_at: fact.occurred_at,
      payload: { subject: task.subject, result: task.result ?? '' },
      cause: { id: fact.id, hops: fact.hops },
      key: completionKey(fact.record, fact.payload.version),
    })
  },
})
