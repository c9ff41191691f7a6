import { defineCommand, label, type RowOf, refuse, type UnitOfWork } from '@lianke/kernel'
import { z } from 'zod'
import { ticketRaised } from '../events/ticket.events.ts'
import { ticket as ticketObject } from '../objects/ticket.object.ts'
import { raisedFrom } from '../rules/raised-priority.rule.ts'
import { isFinished, tellTicket } from './ticket-of.ts'

type Ticket = RowOf<typeof ticketObject>

/** Those that have a level above theirs take it. */
const raise = async (work: UnitOfWork, tickets: readonly Ticket[]) => {
  const higher = tickets.flatMap((ticket) => {
    const priority = raisedFrom(ticket.priority)
    return priority ? [{ ticket, priority }] : []
  })
  const { refused } = await work.records.upsert({
    object: ticketObject,
    rows: higher.map(({ ticket, priority }) => ({ id: ticket.id, priority })),
    partial: true,
  })
  const kept = new Set(refused.map(({ row }) => row))
  const raised = higher.flatMap(({ ticket }, at) => (kept.has(at) ? [] : [ticket]))
  for (const ticket of raised) await tellTicket(work, ticketRaised.name, ticket)
  return {
    changed: raised.map(({ id }) => id),
    refused: refused.map(({ row, code, params }) => ({ id: higher[row]?.ticket.id ?? '', code, ...(params ? { params } : {}) })),
  }
}

/** A ticket becomes more pressing by one level, and its deadlines follow. */
export const ticketRaise = defineCommand({
  name: 'ticket.raise',
  label: label('提高优先级', 'Raise priority'),
  may: { object: ticketObject, action: 'update' },
  on: ticketObject,
  icon: 'arrow-up',
  rows: 'update',
  place: ['record', 'selection', 'process'],
  offered: { status: ['open', 'assigned', 'waiting'], priority: ['low', 'normal', 'high'] },
  fields: {},
  input: z.strictObject({ id: z.uuid() }),
  done: { words: label('已提高 {n} 张工单的优先级', 'Raised {n} tickets') },
  undo: 'changes',
  run: async (work, { id }) => {
    const ticket = await work.records.get(ticketObject, id, { forUpdate: true })
    if (isFinished(ticket)) refuse('ticket.finished', { params: { number: ticket.ticket_number } })
    if (raisedFrom(ticket.priority) === null) refuse('ticket.highest_already', { params: { number: ticket.ticket_number } })
    const { refused } = await raise(work, [ticket])
    for (const { code, params } of refused) refuse(code, { params })
    return { id }
  },
  // Whoever asks for a set wants them pressing: one that is at the top already is as wanted.
  runSet: async (work, ids) => {
    const found = await work.records.find(ticketObject, ids, { forUpdate: true })
    const tickets = [...found.values()]
    const { changed, refused } = await raise(
      work,
      tickets.filter((ticket) => !isFinished(ticket)),
    )
    return {
      changed,
      refused: [
        ...refused,
        ...ids.filter((id) => !found.has(id)).map((id) => ({ id, code: 'record.not_found' })),
        ...tickets
          .filter(isFinished)
          .map(({ id, ticket_number }) => ({ id, code: 'ticket.finished', params: { number: ticket_number } })),
      ],
    }
  },
})
