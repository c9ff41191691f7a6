import { defineRoute, label } from '@lianke/kernel'
import { z } from 'zod'
import { comment } from '../objects/comment.object.ts'
import { talkOf } from '../queries/talk.query.ts'

const titled = z.object({ id: z.string(), title: z.string().nullable() })

/** What was said about a record, newest first, for whoever sees it, and who follows it. */
export const talkRoute = defineRoute({
  name: 'collaboration.talk',
  label: label('一条记录的评论', 'What was said about a record'),
  method: 'GET',
  path: '/api/v1/collaboration/talk',
  may: { object: comment.name, action: 'read' },
  query: z.object({
    object: z.string().max(120),
    record: z.uuid(),
    limit: z.coerce.number().int().min(1).max(100).default(30),
    cursor: z.string().max(2000).optional(),
  }),
  answer: z.object({
    data: z
      .array(
        z.object({
          id: z.string(),
          body: z.string(),
          author: titled.nullable(),
          mentions: z.array(titled).readonly(),
          at: z.string(),
          edited_at: z.string().nullable(),
          mine: z.boolean(),
        }),
      )
      .readonly(),
    next: z.string().nullable(),
    count: z.number(),
    following: z.boolean(),
    follower_count: z.number(),
    /** The first of them. */
    followers: z.array(titled).readonly(),
  }),
  run: async ({ query: { object, record, limit, cursor }, reading }) =>
    talkOf(await reading(), { object, record }, { limit, cursor: cursor ?? null }),
})
