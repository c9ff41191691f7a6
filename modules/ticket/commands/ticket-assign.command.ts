import { defineCommand, label, refuse, user } from '@lianke/kernel'

/** Someone takes care of it. Being taken counts as the first answer. */
export const ticketAssign = defineCommand({
  name: 'ticket.assign',
  label: label('分配', 'Assign'),
  may: { object: 'ticket.ticket', action: 'update' },
  on: 'ticket.ticket',
  icon: 'user-check',
  place: ['record', 'selection', 'filter', 'phone'],
  offered: { status: ['open', 'assigned', 'waiting'] },
  fields: {
    assignee: user(label('处理人', 'Assignee'), { required: true, where: { field: 'status', op: 'eq', value: 'active' } }),
  },
  done: { words: label('已分配 {n} 张工单', 'Assigned {n} tickets') },
  undo: 'changes',
  run: async (room, input) => {
    const ticket = await room.records.get('ticket.ticket', input.id, { forUpdate: true })
    if (ticket.status === 'closed' || ticket.status === 'resolved')
      refuse('ticket.finished', { params: { number: ticket.ticket_number } })
    const staff = await room.system.records.get('organisation.staff', input.assignee, { fields: ['name', 'status'] })
    if (staff.status !== 'active') refuse('ticket.assignee_left', { params: { name: staff.name } })
    await room.records.update('ticket.ticket', input.id, {
      assignee: input.assignee,
      owner: input.assignee,
      status: 'assigned',
      responded_at: ticket.responded_at ?? room.now,
    })
    await room.emit({
      name: 'ticket.assigned',
      subject: { object: 'ticket.ticket', id: input.id },
      person: (ticket.person as string | null) ?? null,
      payload: { number: ticket.ticket_number, subject: ticket.subject, assignee: input.assignee, assignee_name: staff.name },
    })
    return { id: input.id }
  },
})
