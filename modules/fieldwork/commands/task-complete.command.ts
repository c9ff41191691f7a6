import { defineCommand, label, longText, refuse } from '@lianke/kernel'

/** Done, with a word on how it went. */
export const taskComplete = defineCommand({
  name: 'task.complete',
  label: label('完成', 'Complete'),
  may: { object: 'fieldwork.task', action: 'update' },
  on: 'fieldwork.task',
  icon: 'check',
  place: ['record', 'selection', 'filter', 'phone'],
  offered: { status: ['open', 'in_progress'] },
  fields: { result: longText(label('结果', 'Result'), { max: 4000 }) },
  done: { words: label('已完成 {n} 项任务', 'Completed {n} tasks') },
  undo: 'changes',
  run: async (room, input) => {
    const task = await room.records.get('fieldwork.task', input.id, { forUpdate: true })
    if (task.status === 'done') refuse('task.already_done', { params: { subject: task.subject } })
    if (task.status === 'cancelled') refuse('task.is_cancelled', { params: { subject: task.subject } })
    await room.records.update('fieldwork.task', input.id, {
      status: 'done',
      completed_at: room.now,
      ...(input.result ? { result: input.result } : {}),
    })
    await room.emit({
      name: 'task.completed',
      subject: { object: 'fieldwork.task', id: input.id },
      person: (task.person as string | null) ?? null,
      payload: { subject: task.subject, result: input.result ?? '' },
    })
    return { id: input.id }
  },
})
