import { z } from 'zod'

const word = z.string().catch('')
const count = z.number().int().min(0).optional().catch(undefined)
const moment = z.iso.datetime().optional().catch(undefined)
const positionMax = 1_000_000

/** A tag as a channel tells it. Its order there is larger first, its position here smaller first. */
export const tagToldShape = z.object({
  id: word,
  name: word.transform((name) => name.trim().slice(0, 60)),
  group_id: word,
  group_name: word.transform((name) => name.trim().slice(0, 60)),
  order: z.number().catch(0),
  group_order: z.number().catch(0),
})
export type TagTold = z.output<typeof tagToldShape>
export const positionOf = (order: number): number => Math.min(positionMax, Math.max(0, positionMax - Math.trunc(order)))

export const tagsGoneShape = z.object({
  id: word,
  is_group: z.boolean().catch(false),
  tag_ids: z.array(z.string()).optional().catch(undefined),
})

/** A group chat as a channel tells it. */
export const groupToldShape = z.object({
  chat_id: word,
  name: word.transform((name) => name.slice(0, 200)),
  owner: word,
  member_count: count,
  customer_count: count,
  createtime: moment,
  read_at: moment,
})
