import { daysIn, isYearMissing, refuse, type UnitOfWork } from '@lianke/kernel'
import { calendar } from '../objects/calendar.object.ts'
import { calendarYear } from '../objects/calendar-year.object.ts'
import { withFile } from '../rules/holiday-file.rule.ts'
import { chinaHolidays } from '../rules/china-holidays.rule.ts'

/** Takes the holidays of a year into a calendar; answers how many days it has by then. */
export const keepYear = async (work: UnitOfWork, id: string, file: (typeof chinaHolidays)[number]): Promise<number> => {
  const { holidays, name } = await work.records.get(calendar, id, { forUpdate: true, fields: ['holidays', 'name'] })
  if (holidays === 'none') refuse('calendar.keeps_no_holidays', { params: { name } })
  const { data } = await work.records.list(calendarYear, {
    filter: {
      and: [
        { field: 'calendar', op: 'eq', value: id },
        { field: 'year', op: 'eq', value: file.year },
      ],
    },
    limit: 1,
  })
  const days = withFile(daysIn(data[0]?.days), file.days)
  if (data[0]) await work.records.update(calendarYear, data[0].id, { days, source: file.source })
  else await work.records.create(calendarYear, { calendar: id, year: file.year, days, source: file.source })
  return days.length
}

/** Takes the years that the product brings into a calendar that lacks them. */
export const keepKnownYears = async (work: UnitOfWork, id: string): Promise<void> => {
  const known = (await work.calendars()).of(id)
  for (const file of chinaHolidays.filter(({ year }) => isYearMissing(known, year))) await keepYear(work, id, file)
}
