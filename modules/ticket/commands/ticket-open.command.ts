import { defineCommand, label, ownFieldsOnly } from '@lianke/kernel'
import { z } from 'zod'

const fields = {
  subject: z.string().trim().min(1).max(300),
  description: z.string().max(32_000).nullish(),
  person: z.uuid().nullish(),
  account: z.uuid().nullish(),
  order: z.uuid().nullish(),
  priority: z.enum(['low', 'normal', 'high', 'urgent']).default('normal'),
  type: z.enum(['question', 'complaint', 'repair', 'return', 'other']).default('question'),
  source: z.string().max(60).nullish(),
  external_number: z.string().max(64).nullish(),
  assignee: z.uuid().nullish(),
  owner: z.uuid().nullish(),
  attachments: z.array(z.uuid()).max(20).nullish(),
  tags: z.array(z.string().max(60)).max(50).nullish(),
}

/** Takes in a request; the clock starts. */
export const ticketOpen = defineCommand({
  name: 'ticket.open',
  label: label('新建工单', 'Open a ticket'),
  may: { object: 'ticket.ticket', action: 'create' },
  input: z.looseObject(fields).superRefine(ownFieldsOnly(fields)),
  run: async (room, { assignee, owner, ...input }) => {
    const ticket = await room.records.create('ticket.ticket', { ...input, ...(owner ? { owner } : {}) })
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
