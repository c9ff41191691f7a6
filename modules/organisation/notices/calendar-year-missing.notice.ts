import { defineNotice, label, textIn } from '@lianke/kernel'
import { calendarYearMissing } from '../events/organisation.events.ts'
import { calendar } from '../objects/calendar.object.ts'

/** Deadlines of a year are counted without its holidays until somebody adds them. */
export const yearMissingNotice = defineNotice({
  name: 'organisation.calendar_year_missing',
  label: label('工作日历缺少某年节假日', 'A working calendar lacks the holidays of a year'),
  kind: 'alert',
  on: [calendarYearMissing.name],
  concerns: ({ payload, record }) => ({
    staff: textIn(payload.staff) ?? '',
    about: record ? { object: calendar.name, id: record } : null,
  }),
  said: ['year'],
  title: label('「{title}」还没有 {year} 年的节假日', '{title} has no holidays for {year} yet'),
  body: label('补上之前，期限按普通工作日计算', 'Until they are added, deadlines count ordinary weekdays'),
})
