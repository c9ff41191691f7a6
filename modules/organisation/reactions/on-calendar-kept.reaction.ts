import { defineReaction, told } from '@lianke/kernel'
import { keepKnownYears } from '../commands/keep-year.ts'
import { calendar } from '../objects/calendar.object.ts'

/** A calendar that from now on keeps the public holidays has those that the product brings. */
export const onCalendarKept = defineReaction({
  name: 'organisation.on_calendar_kept',
  on: [told(calendar, 'created'), told(calendar, 'updated')],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    if (fact.record && fact.after?.holidays === 'china') await keepKnownYears(work, fact.record)
  },
})
