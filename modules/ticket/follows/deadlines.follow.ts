import { type CheckedRow, defineFollow, type WorkingCalendar } from '@lianke/kernel'
import { begun, clockFields, serviceState, turned } from '../rules/service-clock.rule.ts'
import { type ServiceLevel, targetOf } from '../rules/service-level.rule.ts'

const stateFields = ['service', 'due_at', 'alert_at'] as const
const followed = [...clockFields, ...stateFields]

/** An act, an undo or the job that watches says of the clock itself what it shows. */
const isSaid = ({ row, before }: CheckedRow): boolean =>
  before !== null && followed.some((field) => JSON.stringify(row[field] ?? null) !== JSON.stringify(before[field] ?? null))

const clockAt = ({ row, before }: CheckedRow, level: ServiceLevel, calendar: WorkingCalendar, now: string) => {
  const target = targetOf(level, row.priority, calendar)
  const clock = before === null ? begun(row, target, now) : turned({ row, before, target, now })
  return { ...clock, ...serviceState({ ...row, ...clock }, target, now) }
}

/** The clock of a ticket starts however it comes in, stands while the customer is waited for, and follows the priority while it runs. */
export const deadlinesOfTicket = defineFollow({
  fields: followed,
  when: ['priority', 'status', 'responded_at'],
  run: async (work, rows) => {
    const level = await work.setting<ServiceLevel>('ticket.service_level')
    const { usual } = await work.calendars()
    return rows.map((each) => (isSaid(each) ? {} : { values: clockAt(each, level, usual, work.now) }))
  },
})
