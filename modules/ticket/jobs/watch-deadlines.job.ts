import { defineJob, type RowOf, type UnitOfWork } from '@lianke/kernel'
import { managersOfStaff } from '@lianke/organisation/contract'
import { ticketEscalated } from '../events/ticket.events.ts'
import { ticket as ticketObject } from '../objects/ticket.object.ts'
import { calendarsOfTickets } from '../queries/calendars-of-tickets.query.ts'
import { milestonesOf, serviceState } from '../rules/service-clock.rule.ts'
import { type ServiceLevel, targetOf } from '../rules/service-level.rule.ts'
import { tellTicket } from '../commands/ticket-of.ts'

const ticketsPerSet = 500
type Ticket = RowOf<typeof ticketObject>

/** What has come since somebody was last told: of two turns of one deadline the later one. */
const comeOf = (ticket: Ticket, target: ReturnType<typeof targetOf>, now: string) => {
  const come = milestonesOf(ticket, target).filter(({ at }) => at <= now && at >= (ticket.alert_at ?? now))
  return come.filter(({ what }) => !come.some((other) => other.what === what.replace('_near', '_missed') && other.what !== what))
}

/** Tells one set of tickets whose time has come, with what they show from then on. */
const tellSet = async (work: UnitOfWork): Promise<number> => {
  const { data } = await work.records.list(ticketObject, {
    filter: { field: 'alert_at', op: 'lte', value: work.now },
    forUpdate: true,
    limit: ticketsPerSet,
  })
  if (data.length === 0) return 0
  const level = await work.setting<ServiceLevel>('ticket.service_level')
  const calendarOf = await calendarsOfTickets(work, data)
  const managerOf = await managersOfStaff(
    work,
    data.flatMap(({ assignee, owner }) => assignee ?? owner ?? []),
  )
  const judged = data.map((ticket) => ({ ticket, target: targetOf(level, ticket.priority, calendarOf(ticket)) }))
  await work.records.upsert({
    object: ticketObject,
    rows: judged.map(({ ticket, target }) => {
      const { service, alert_at } = serviceState(ticket, target, work.now)
      return { id: ticket.id, service, alert_at }
    }),
  })
  for (const { ticket, target } of judged) {
    const holder = ticket.assignee ?? ticket.owner
    for (const { what } of comeOf(ticket, target, work.now)) {
      await tellTicket(work, `ticket.${what}`, ticket, { staff: holder })
      const manager = what.endsWith('_missed') ? managerOf(holder) : null
      if (manager) await tellTicket(work, ticketEscalated.name, ticket, { staff: manager })
    }
  }
  return data.length
}

/** Every minute: tickets whose deadline is near or has passed say so, and whom it concerns is told, once. */
export const watchDeadlinesJob = defineJob({
  name: 'ticket.watch_deadlines',
  cron: '* * * * *',
  timeoutMs: 50_000,
  run: async (job) => {
    while (!job.signal.aborted) if ((await job.transaction(tellSet)) < ticketsPerSet) return
  },
})
