import { defineCheck, textIn, weekIn } from '@lianke/kernel'
import { weekProblem } from '../rules/calendar-hours.rule.ts'

/** The hours of a week run forwards, some of them are worked, and its zone is one that there is. */
export const calendarHours = defineCheck({
  name: 'organisation.calendar_hours',
  when: ['week', 'zone'],
  run: async (_work, rows) =>
    rows.flatMap(({ row }, index) => {
      const problem = weekProblem(weekIn(row.week), textIn(row.zone))
      return problem ? [{ index, ...problem }] : []
    }),
})
