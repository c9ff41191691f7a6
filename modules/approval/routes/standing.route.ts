import { defineRoute, label } from '@lianke/kernel'
import { z } from 'zod'
import { workItem } from '@lianke/todo/contract'
import { standingOf } from '../queries/standing.query.ts'

const titled = z.object({ id: z.string(), title: z.string() })
const seat = z.object({
  id: z.string(),
  approver: titled.nullable(),
  instead_of: titled.nullable(),
  status: z.string(),
  why: z.string().nullable(),
  added: z.string().nullable(),
  note: z.string().nullable(),
  at: z.string().nullable(),
})
const step = z.object({
  node: z.string(),
  name: z.string(),
  turn: z.number(),
  mode: z.string(),
  seats: z.array(seat).readonly(),
})
const standing = z.object({
  id: z.string(),
  title: z.string(),
  approval: titled,
  status: z.string(),
  submitter: titled.nullable(),
  submitted_at: z.string(),
  ended_at: z.string().nullable(),
  note: z.string().nullable(),
  steps: z.array(step).readonly(),
  passed: z.array(z.object({ node: z.string(), name: z.string() })).readonly(),
  /** The item by which the reader is asked. */
  item: z.object({ object: z.string(), id: z.string() }).nullable(),
  changed: z.array(z.string()).readonly(),
  may: z.array(z.enum(['decide', 'withdraw', 'resubmit'])).readonly(),
})

/** Where the approvals of a record stand, who has them and what was said: for whoever may see the record. */
export const standingRoute = defineRoute({
  name: 'approval.standing',
  label: label('记录的审批', 'Approvals of a record'),
  method: 'GET',
  path: '/api/v1/approval/standing',
  may: 'principal',
  query: z.object({ object: z.string().max(120), record: z.uuid() }),
  answer: z.object({ data: z.array(standing).readonly() }),
  run: async ({ query: { object, record }, actor, reading }) => {
    const work = await reading()
    const found = await standingOf(work, object, record, actor.id)
    return { data: found.map((one) => ({ ...one, item: one.item === null ? null : { object: workItem.name, id: one.item } })) }
  },
})
