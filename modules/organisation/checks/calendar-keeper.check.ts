import { defineCheck } from '@lianke/kernel'

const right = 'platform.settings'

/** A calendar moves everybody's deadlines: whoever may set up the company keeps it. */
export const calendarKeeper = defineCheck({
  name: 'organisation.calendar_keeper',
  run: async (_work, rows, asked) =>
    asked.may(right) ? [] : rows.map((_, index) => ({ index, code: 'access.right_needed', params: { right } })),
})
