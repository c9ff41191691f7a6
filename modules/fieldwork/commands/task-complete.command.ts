import { defineCommand, label, longText, refuse } from '@lianke/kernel'
import { completionKey } from '../rules/completion.rule.ts'
import { task as taskObject } from '../objects/task.object.ts'

/** Done, with a word on how it went. */
export const taskComplete = defineCommand({
  name: 'task.complete',
  label: label('完成', 'Complete'),
  may: { object: taskObject, action: 'update' },
  on: taskObject,
  writes: ['completed_at'],
  icon: 'check',
  place: ['record', 'selection', 'filter', 'phone', 'process'],
  offered: { status: ['open', 'in_progress'] },
  fields: { result: longText(label('结果', 'Result'), { max: 4000 }) },
  done: { words: label('已完成 {n} 项任务', 'Completed {n} tasks') },
  undo: 'changes',
  run: async (work, { id, result }) => {
    const task = await work.records.get(taskObject, id, { forUpdate: true })
    if (task.status === 'done') refuse('task.already_done', { params: { subject: task.subject } })
    if (task.status === 'cancelled') refuse('task.is_cancelled', { params: { subject: task.subject } })
    const { version } = await work.records.update(taskObject, id, { status: 'done', ...(result ? { result } : {}) })
    await work.emit({
      name: 'task.completed',
      subject: { object: taskObject.name, id },
      person: task.person,
      payload: { subject: task.subject, result: result ?? '' },
      key: completionKey(id, version),
    })
    return { id }
  },
})
