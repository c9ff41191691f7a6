import { defineRoute, label } from '@lianke/kernel'
import { z } from 'zod'
import { comment } from '../objects/comment.object.ts'
import { whoSees } from '../queries/follows-of.query.ts'
import { mayTalk } from '../queries/may-talk.query.ts'
import { mentionsMax } from '../rules/mentioned.rule.ts'

/** Who of these colleagues does not see a record, and would not hear of a comment on it. */
export const unseeingRoute = defineRoute({
  name: 'collaboration.unseeing',
  label: label('看不到一条记录的同事', 'Colleagues who do not see a record'),
  method: 'GET',
  path: '/api/v1/collaboration/unseeing',
  may: { object: comment.name, action: 'create' },
  query: z.object({
    object: z.string().max(120),
    record: z.uuid(),
    staff: z
      .string()
      .max(mentionsMax * 37)
      .transform((ids) => ids.split(','))
      .pipe(z.array(z.uuid()).max(mentionsMax)),
  }),
  answer: z.object({ data: z.array(z.string()).readonly() }),
  run: async ({ query: { object, record, staff }, reading }) => {
    const work = await reading()
    await mayTalk(work, { object, record })
    const seeing = await whoSees(work, { object, record }, staff)
    return { data: staff.filter((id) => !seeing.has(id)) }
  },
})
