import { defineReaction } from '@lianke/kernel'

/** A journey wants something done: a task for the named staff, else for the owner of the person. */
export const onCreateTaskAsked = defineReaction({
  name: 'fieldwork.on_create_task_asked',
  on: ['self.create_task.asked'],
  once: (fact) => String(fact.payload.intent ?? fact.id),
  run: async (room, fact) => {
    const asked = fact.payload as { title?: string; note?: string; assignee?: string; due_in_hours?: number }
    const person = fact.person ? await room.records.get('customer.person', fact.person, { fields: ['owner'] }) : null
    const owner = asked.assignee ?? (person?.owner as string | null) ?? null
    const due = new Date(Date.parse(room.now) + (asked.due_in_hours ?? 24) * 3_600_000).toISOString()
    await room.records.create('fieldwork.task', {
      subject: asked.title ?? '',
      description: asked.note ?? null,
      person: fact.person,
      owner,
      due_at: due,
      source: 'journey',
    })
  },
})
