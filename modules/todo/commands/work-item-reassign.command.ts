import { defineCommand, label, refuse, user } from '@lianke/kernel'
import { z } from 'zod'
import { workItem } from '../objects/work-item.object.ts'
import { reassignItems } from './reassign-items.ts'

const statusOf: Readonly<Record<string, number>> = {
  'record.not_found': 404,
  'work_item.not_their_manager': 403,
  'work_item.already_answered': 409,
  'work_item.is_closed': 409,
}

/** Somebody else is to answer: said by who leads whoever has it (or one of those who may take it); who oversees work items has an act for any. */
export const workItemReassign = defineCommand({
  name: 'work_item.reassign',
  label: label('转给', 'Reassign'),
  icon: 'user-check',
  may: { object: workItem, action: 'read' },
  fields: { to: user(label('转给谁', 'To whom'), { required: true, where: { field: 'status', op: 'eq', value: 'active' } }) },
  input: z.object({ id: z.uuid() }),
  done: { words: label('已转交', 'Reassigned') },
  run: async (work, { id, to }) => {
    const { refused } = await reassignItems(work, [id], { to, seen: new Set() })
    for (const { code, params = {} } of refused) refuse(code, { status: statusOf[code] ?? 422, params })
    return { id }
  },
})
