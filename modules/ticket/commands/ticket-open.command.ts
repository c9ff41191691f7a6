import { defineCommand, label } from '@lianke/kernel'
import { z } from 'zod'
import { deadlines, type ServiceLevel } from '../rules/deadline.rule.ts'

/** Takes in a request; the clock starts. */
export const ticketOpen = defineCommand({
  name: 'ticket.open',
  label: label('新建工单', 'Open a ticket'),
  may: { object: 'ticket.ticket', action: 'create' },
  input: z.strictObject({
    subject: z.string().trim().min(1).max(300),
    description: z.string().max(32_000).optional(),
    person: z.uuid().optional(),
    account: z.uuid().optional(),
    order: z.uuid().optional(),
    priority: z.enum(['low', 'normal', 'high', 'urgent']).default('normal'),
    type: z.enum(['question', 'complaint', 'repair', 'return', 'other']).default('question'),
    source: z.string().max(60).optional(),
    assignee: z.uuid().optional(),
    tags: z.array(z.string().max(60)).max(50).optional(),
  }),
  run: async (room, { assignee, ...input }) => {
    const level = await room.setting<ServiceLevel>('ticket.service_level')
    const ticket = await room.records.create('ticket.ticket', {
      ...input,
      status: 'open',
      opened_at: room.now,
      ...deadlines({ level, priority: input.priority, from: room.now }),
    })
    await room.emit({
      name: 'ticket.opened',
      subject: { object: 'ticket.ticket', id: ticket.id },
      person: input.person ?? null,
      payload: { number: ticket.ticket_number, subject: input.subject },
    })
    if (assignee) await room.run('ticket.assign', { id: ticket.id, assignee })
    return { id: ticket.id, ticket_number: ticket.ticket_number }
  },
})
