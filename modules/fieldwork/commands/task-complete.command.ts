import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { completionKey } from '../rules/completion.rule.ts'

/** Done, with a word on how it went. */
export const taskComplete = defineCommand({
  name: 'task.complete',
  label: label('完成', 'Complete'),
  may: { object: 'fieldwork.task', action: 'update' },
  on: 'fieldwork.task',
  writes: ['completed_at'],
  input: z.strictObject({ id: z.uuid(), result: z.string().trim().max(4000).optional() }),
  run: async (room, { id, result }) => {
    const task = await room.records.get('fieldwork.task', id, { forUpdate: true })
    if (task.status === 'done') refuse('task.already_done', { params: { subject: task.subject } })
    if (task.status === 'cancelled') refuse('task.is_cancelled', { params: { subject: task.subject } })
    const { version } = await room.records.update('fieldwork.task', id, { status: 'done', ...(result ? { result } : {}) })
    await room.emit({
      name: 'task.completed',
      subject: { object: 'fieldwork.task', id },
      person: typeof task.person === 'string' ? task.person : null,
      payload: { subject: task.subject, result: result ?? '' },
      key: completionKey(id, version),
    })
    return { id }
  },
})
