import { type CheckedRow, defineFollow, type WorkingCalendar } from '@lianke/kernel'
import { calendarsOfTickets } from '../queries/calendars-of-tickets.query.ts'
import { begun, clockFields, serviceState, turned } from '../rules/service-clock.rule.ts'
import { type ServiceLevel, targetOf } from '../rules/service-level.rule.ts'

const stateFields = ['service', 'due_at', 'alert_at', 'counted_by'] as const
const followed = [...clockFields, ...stateFields]

/** An act, an undo or the job that watches says of the clock itself what it shows. */
const isSaid = ({ row, before }: CheckedRow): boolean =>
  before !== null && followed.some((field) => JSON.stringify(row[field] ?? null) !== JSON.stringify(before[field] ?? null))

const clockAt = (
  { row, before }: CheckedRow,
  level: ServiceLevel,
  calendarOf: (ticket: CheckedRow['row']) => WorkingCalendar,
  now: string,
) => {
  const target = targetOf(level, row.priority, calendarOf(row))
  // By other hours than before: whoever has it now works in another department.
  const moved = before !== null && targetOf(level, before.priority, calendarOf(before)).calendar !== target.calendar
  const clock = before === null ? begun(row, target, now) : turned({ row, before, target, now, moved })
  return { ...clock, ...serviceState({ ...row, ...clock }, target, now) }
}

/** The clock of a ticket starts however it comes in, stands while the customer is waited for, and follows the priority, and the hours of whoever has it, while it runs. */
export const deadlinesOfTicket = defineFollow({
  fields: followed,
  when: ['priority', 'status', 'responded_at', 'assignee'],
  run: async (work, rows) => {
    const level = await work.setting<ServiceLevel>('ticket.service_level')
    const calendarOf = await calendarsOfTickets(
      work,
      rows.flatMap(({ row, before }) => (before ? [row, before] : [row])),
    )
    return rows.map((each) => (isSaid(each) ? {} : { values: clockAt(each, level, calendarOf, work.now) }))
  },
})
