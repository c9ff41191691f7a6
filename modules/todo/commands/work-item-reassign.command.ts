import { defineCommand, label, refuse, user } from '@lianke/kernel'
import { staff } from '@lianke/organisation/contract'
import { z } from 'zod'
import { workItem } from '../objects/work-item.object.ts'
import { leads } from '../queries/leads.query.ts'
import { nameOfStaff } from '../queries/name-of-staff.query.ts'
import { giveItems } from './give-items.ts'

/** Somebody else is to answer: said by who leads whoever has it (or one of those who may take it), and by nobody else. */
export const workItemReassign = defineCommand({
  name: 'work_item.reassign',
  label: label('转给', 'Reassign'),
  icon: 'user-check',
  may: { object: workItem, action: 'read' },
  fields: { to: user(label('转给谁', 'To whom'), { required: true, where: { field: 'status', op: 'eq', value: 'active' } }) },
  input: z.object({ id: z.uuid() }),
  done: { words: label('已转交', 'Reassigned') },
  run: async (work, { id, to }) => {
    const item = await work.system.records.get(workItem, id, { forUpdate: true })
    const has = item.owner === null ? (item.candidates ?? []) : [item.owner]
    let may = false
    for (const one of has) may ||= await leads(work, work.actor.id, one)
    if (!may)
      refuse('work_item.not_their_manager', {
        status: 403,
        params: { title: item.title, who: (await nameOfStaff(work, has[0] ?? null)) ?? '—' },
      })
    if (item.status !== 'open')
      refuse(item.status === 'answered' ? 'work_item.already_answered' : 'work_item.is_closed', {
        status: 409,
        params: { title: item.title, who: (await nameOfStaff(work, item.answered_by)) ?? '—', said: item.outcome_said ?? '' },
      })
    const next = await work.system.records.get(staff, to)
    if (next.status === 'left')
      refuse('work_item.to_leaver', { params: { who: next.name }, problems: [{ path: '/to', code: 'work_item.to_leaver' }] })
    if (to !== item.owner) await giveItems(work, [{ item, to }])
    return { id }
  },
})
