import { defineJob, type UnitOfWork } from '@lianke/kernel'
import { ticket as ticketObject } from '../objects/ticket.object.ts'
import { calendarsOfTickets } from '../queries/calendars-of-tickets.query.ts'
import { counted, serviceState } from '../rules/service-clock.rule.ts'
import { type ServiceLevel, targetOf } from '../rules/service-level.rule.ts'

const ticketsPerSet = 500

/** Counts one set of running tickets again; answers where the next one begins, null where there is none. */
const recountSet = async (work: UnitOfWork, cursor: string | null): Promise<string | null> => {
  const { data, next } = await work.records.list(ticketObject, {
    filter: {
      and: [
        { field: 'status', op: 'in', value: ['open', 'assigned', 'waiting'] },
        { field: 'clock_from', op: 'not_empty' },
      ],
    },
    sort: ['id'],
    cursor,
    forUpdate: true,
    limit: ticketsPerSet,
  })
  const level = await work.setting<ServiceLevel>('ticket.service_level')
  const calendarOf = await calendarsOfTickets(work, data)
  await work.records.upsert({
    object: ticketObject,
    rows: data.map((ticket) => {
      const target = targetOf(level, ticket.priority, calendarOf(ticket))
      const clock = counted(ticket, target)
      return { id: ticket.id, ...clock, ...serviceState({ ...ticket, ...clock }, target, work.now) }
    }),
  })
  return next
}

/** The calendar has changed: deadlines of tickets that are not solved are counted again by it, a set to a transaction. */
export const recountJob = defineJob({
  name: 'ticket.recount',
  timeoutMs: 600_000,
  run: async (job) => {
    for (let cursor: string | null = null; !job.signal.aborted; ) {
      cursor = await job.transaction((work) => recountSet(work, cursor))
      if (cursor === null) return
    }
  },
})
