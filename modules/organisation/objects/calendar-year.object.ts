import { defineObject, integer, json, label, reference, text } from '@lianke/kernel'
import { calendarDays } from '../checks/calendar-days.check.ts'
import { calendarKeeper } from '../checks/calendar-keeper.check.ts'

/** The holidays and make-up days of one year of a calendar. A year without this record is one whose holidays are not known. */
export const calendarYear = defineObject({
  name: 'organisation.calendar_year',
  label: label('日历年份', 'Year of a calendar'),
  plural: label('日历年份', 'Years of a calendar'),
  icon: 'calendar',
  title: 'source',
  fields: {
    calendar: reference(label('日历', 'Calendar'), 'organisation.calendar', { required: true, fixed: true, onDelete: 'cascade' }),
    year: integer(label('年份', 'Year'), { required: true, fixed: true, min: 1972, max: 2299, inList: true }),
    days: json(label('日子', 'Days'), { required: true, hidden: true, default: [] }),
    source: text(label('依据', 'Source'), { max: 500, inList: true }),
  },
  access: { inherit: 'calendar' },
  uniqueTogether: [['calendar', 'year']],
  checks: [calendarKeeper, calendarDays],
  mirrored: false,
  hidden: true,
  sort: 'year',
  keeps: 'calendar_years',
})
