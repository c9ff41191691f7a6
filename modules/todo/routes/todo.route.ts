import { defineRoute, label, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { sections, todoEntries } from '../queries/todo-entries.query.ts'
import { todoLines } from '../queries/todo-lines.query.ts'

const words = z.object({ zh: z.string(), en: z.string() })
const titled = z.object({ id: z.string(), title: z.string().nullable() })
const line = z.object({
  object: z.string(),
  id: z.string(),
  section: z.enum(sections),
  title: z.string(),
  due_at: z.string().nullable(),
  late: z.boolean(),
  kind: z.string(),
  owner: titled.nullable(),
  about: titled.extend({ object: z.string() }).nullable(),
  person: titled.nullable(),
  shown: z.array(z.object({ field: z.string(), value: z.unknown() })).readonly(),
  asked: z
    .object({
      instructions: z.string().nullable(),
      outcomes: z.array(z.object({ key: z.string(), label: words, note: z.string(), tone: z.string() })).readonly(),
      form: z
        .array(
          z.object({
            name: z.string(),
            label: words,
            type: z.string(),
            required: z.boolean(),
            choices: z.array(z.string()).readonly(),
          }),
        )
        .readonly(),
    })
    .nullable(),
  result: z.string().nullable(),
  note: z.string().nullable(),
  done_at: z.string().nullable(),
  may: z.array(z.enum(['answer', 'take', 'reassign'])).readonly(),
})

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
