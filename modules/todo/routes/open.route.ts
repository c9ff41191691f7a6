import { defineRoute, label, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { openEntries, openParts } from '../queries/open-entries.query.ts'
import { todoLines } from '../queries/todo-lines.query.ts'
import { oversee } from '../roles/oversee.ts'
import { line } from './line-shape.ts'

/** Open work items of whom one oversees: with whom each is, since when, until when. */
export const openRoute = defineRoute({
  name: 'todo.open',
  label: label('团队的待办', 'What is open with others'),
  method: 'GET',
  path: '/api/v1/todo/open',
  may: { right: oversee },
  query: z.object({
    part: z.enum(openParts).default('all'),
    owner: z.uuid().optional(),
    per: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(2000).optional(),
  }),
  answer: z.object({ data: z.array(line).readonly(), next: z.string().nullable(), count: z.number() }),
  run: async ({ query: { part, owner, per, cursor }, actor, reading }) => {
    if (actor.kind !== 'user') return refuse('work_item.of_staff', { status: 403 })
    const work = await reading()
    const { entries, next, count } = await openEntries(work, { part, owner: owner ?? null, per, cursor: cursor ?? null })
    return { data: await todoLines(work, actor.id, entries), next, count }
  },
})
