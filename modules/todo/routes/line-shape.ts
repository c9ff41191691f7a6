import { z } from 'zod'
import { sections } from '../queries/todo-entries.query.ts'

const words = z.object({ zh: z.string(), en: z.string() })
const titled = z.object({ id: z.string(), title: z.string().nullable() })
/** A line of the to-do centre as the API tells it. */
export const line = z.object({
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
