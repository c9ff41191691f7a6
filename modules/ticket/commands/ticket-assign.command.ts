import { staff as staffObject } from '@lianke/organisation/contract'
import { defineCommand, label, refuse, user } from '@lianke/kernel'
import { z } from 'zod'
import { isFinished, tellTicket } from './ticket-of.ts'
import { ticket as ticketObject } from '../objects/ticket.object.ts'

const ticketsMax = 200

/** Someone takes care of them. The customer has not been answered by that. */
export const ticketAssign = defineCommand({
  name: 'ticket.assign',
  label: label('分配', 'Assign'),
  may: { object: ticketObject, action: 'update' },
  on: ticketObject,
  writes: ['status', 'assignee'],
  icon: 'user-check',
  place: ['record', 'selection', 'filter', 'phone', 'process'],
  offered: { status: ['open', 'assigned', 'waiting'] },
  fields: {
    assignee: user(label('处理人', 'Assignee'), { required: true, where: { field: 'status', op: 'eq', value: 'active' } }),
  },
  done: { words: label('已分配 {n} 张工单', 'Assigned {n} tickets') },
  undo: 'changes',
  input: z.strictObject({ id: z.uuid().optional(), tickets: z.array(z.uuid()).max(ticketsMax).optional() }),
  run: async (work, { id, tickets = [], assignee }) => {
    const ids = [...new Set([...tickets, ...(id ? [id] : [])])]
    if (ids.length === 0) refuse('ticket.none_chosen')
    const found = await work.records.list(ticketObject, {
      filter: { field: 'id', op: 'in', value: ids },
      limit: ticketsMax,
      forUpdate: true,
    })
    if (found.data.length < ids.length) refuse('record.not_found', { status: 404 })
    const finished = found.data.find(isFinished)
    if (finished) refuse('ticket.finished', { params: { number: finished.ticket_number } })
    const staff = await work.system.records.get(staffObject, assignee, { fields: ['name', 'status'] })
    if (staff.status !== 'active') refuse('ticket.assignee_left', { params: { name: staff.name } })
    await work.records.upsert({
      object: ticketObject,
      rows: ids.map((ticket) => ({ id: ticket, assignee, owner: assignee, status: 'assigned' as const })),
    })
    for (const ticket of found.data) await tellTicket(work, 'ticket.assigned', ticket, { assignee, assignee_name: staff.name })
    return { assigned: ids.length }
  },
})
