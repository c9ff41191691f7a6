import { defineReaction, told } from '@lianke/kernel'
import { calendar, calendarYear } from '@lianke/organisation/contract'
import { recountJob } from '../jobs/recount.job.ts'

/** A year was added to a calendar, or its hours have changed: deadlines that were counted by it are counted again. */
export const onCalendarChanged = defineReaction({
  name: 'ticket.on_calendar_changed',
  on: [
    told(calendar, 'created'),
    told(calendar, 'updated'),
    told(calendarYear, 'created'),
    told(calendarYear, 'updated'),
    told(calendarYear, 'deleted'),
  ],
  once: (fact) => fact.id,
  run: (work) => work.enqueue(recountJob.name, {}, { key: recountJob.name }),
  runSet: (work) => work.enqueue(recountJob.name, {}, { key: recountJob.name }),
})
