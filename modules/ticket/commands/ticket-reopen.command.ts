import { defineCommand, label, longText, refuse } from '@lianke/kernel'
import { deadlines, type Priority, type ServiceLevel } from '../rules/deadline.rule.ts'

/** It was not settled after all: back to whoever had it, with a new deadline. */
export const ticketReopen = defineCommand({
  name: 'ticket.reopen',
  label: label('重新打开', 'Reopen'),
  may: { object: 'ticket.ticket', action: 'update' },
  on: 'ticket.ticket',
  icon: 'refresh',
  place: ['record', 'phone'],
  offered: { status: ['resolved', 'closed'] },
  fields: { reason: longText(label('原因', 'Reason'), { required: true, max: 500 }) },
  done: { words: label('工单已重新打开', 'The ticket is open again') },
  undo: 'changes',
  run: async (room, input) => {
    const ticket = await room.records.get('ticket.ticket', input.id, { forUpdate: true })
    if (ticket.status !== 'closed' && ticket.status !== 'resolved')
      refuse('ticket.still_open', { params: { number: ticket.ticket_number } })
    const level = await room.setting<ServiceLevel>('ticket.service_level')
    const { resolve_by } = deadlines({ level, priority: ticket.priority as Priority, from: room.now })
    await room.records.update('ticket.ticket', input.id, {
      status: ticket.assignee ? 'assigned' : 'open',
      resolved_at: null,
      closed_at: null,
      resolve_by,
      reopened: Number(ticket.reopened ?? 0) + 1,
    })
    await room.emit({
      name: 'ticket.reopened',
      subject: { object: 'ticket.ticket', id: input.id },
      person: (ticket.person as string | null) ?? null,
      payload: { number: ticket.ticket_number, subject: ticket.subject, reason: input.reason },
    })
    return { id: input.id }
  },
})
