import { daysIn, defineCheck } from '@lianke/kernel'
import { daysProblem } from '../rules/calendar-days.rule.ts'

/** The days of a year are days of that year, each once, each with a name. */
export const calendarDays = defineCheck({
  name: 'organisation.calendar_days',
  when: ['days', 'year'],
  run: async (_work, rows) =>
    rows.flatMap(({ row }, index) => {
      const problem = daysProblem(Number(row.year), daysIn(row.days))
      return problem ? [{ index, ...problem }] : []
    }),
})
