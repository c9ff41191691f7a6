import { defineRoute, label, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { sections, todoEntries } from '../queries/todo-entries.query.ts'
import { todoLines } from '../queries/todo-lines.query.ts'
import { line } from './line-shape.ts'

/** What somebody has to do, tasks and what processes ask: one list in one order, with the count of each section. */
export const todoRoute = defineRoute({
  name: 'todo.list',
  label: label('我的待办', 'What somebody has to do'),
  method: 'GET',
  path: '/api/v1/todo/list',
  may: 'principal',
  query: z.object({
    per: z.coerce.number().int().min(1).max(200).default(50),
    section: z.enum(sections).optional(),
    id: z.uuid().optional(),
  }),
  answer: z.object({ data: z.array(line).readonly(), counts: z.record(z.enum(sections), z.number()) }),
  run: async ({ query: { per, section, id }, actor, reading }) => {
    if (actor.kind !== 'user') return refuse('work_item.of_staff', { status: 403 })
    const work = await reading()
    const entries = await todoEntries(work, actor.id, { per, id: id ?? null })
    const counts = { now: 0, today: 0, later: 0, waiting: 0, done: 0 }
    for (const entry of entries) counts[entry.section] = entry.of
    const wanted = entries.filter((entry) => !section || entry.section === section)
    return { data: await todoLines(work, actor.id, wanted), counts }
  },
})
