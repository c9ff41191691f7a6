import { defineCommand, integer, label, refuse } from '@lianke/kernel'
import { calendar } from '../objects/calendar.object.ts'
import { chinaHolidays } from '../rules/china-holidays.rule.ts'
import { keepYear } from './keep-year.ts'

/** Takes the public holidays of a year, as the product brings them, into a calendar. */
export const calendarTakeYear = defineCommand({
  name: 'calendar.take_year',
  label: label('加入法定节假日', 'Take the public holidays'),
  may: 'platform.settings',
  on: calendar,
  rows: 'update',
  icon: 'download',
  place: ['record'],
  offered: { holidays: ['china'] },
  fields: { year: integer(label('年份', 'Year'), { required: true, min: 1972, max: 2299 }) },
  done: { words: label('{year} 年已有 {days} 天安排', 'The year {year} has {days} days') },
  run: async (work, { id, year }) => {
    const file = chinaHolidays.find((one) => one.year === year)
    if (!file) refuse('calendar.year_not_in_product', { params: { year } })
    return { year, days: await keepYear(work, id, file) }
  },
})
