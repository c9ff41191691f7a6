import { person as personObject } from '@lianke/customer/contract'
import { defineReaction } from '@lianke/kernel'
import { task } from '../objects/task.object.ts'
import { z } from 'zod'

/** What a step asked for; what is of another shape is not asked. */
const taskAsked = z.object({
  title: z.string().optional().catch(undefined),
  note: z.string().optional().catch(undefined),
  assignee: z.string().optional().catch(undefined),
  due_in_hours: z.number().optional().catch(undefined),
})

/** A journey wants something done: a task for the named staff, else for the owner of the person. */
export const onCreateTaskAsked = defineReaction({
  name: 'fieldwork.on_create_task_asked',
  on: ['self.create_task.asked'],
  once: (fact) => String(fact.payload.intent ?? fact.id),
  run: async (work, fact) => {
    const asked = taskAsked.parse(fact.payload)
    const person = fact.person ? await work.records.get(personObject, fact.person, { fields: ['owner'] }) : null
    const owner = asked.assignee ?? person?.owner ?? null
    const due = new Date(Date.parse(work.now) + (asked.due_in_hours ?? 24) * 3_600_000).toISOString()
    await work.records.create(task, {
      subject: asked.title ?? '',
      description: asked.note ?? null,
      person: fact.person,
      owner,
      due_at: due,
      source: 'journey',
    })
  },
})
