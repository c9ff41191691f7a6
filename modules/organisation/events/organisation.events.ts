import { defineEvent, integer, label, text } from '@lianke/kernel'

const name = text(label('姓名', 'Name'))

/** A year that comes has no holidays in a calendar, told to whoever keeps it. */
export const calendarYearMissing = defineEvent({
  name: 'calendar.year_missing',
  label: label('日历缺年份', 'A calendar lacks a year'),
  icon: 'calendar',
  fields: {
    calendar: text(label('日历', 'Calendar')),
    year: integer(label('年份', 'Year')),
    staff: text(label('维护人', 'Kept by')),
  },
})

/** A colleague left; `successor` has what was theirs. */
export const staffLeft = defineEvent({
  name: 'staff.left',
  label: label('员工离职', 'Colleague left'),
  icon: 'user-minus',
  fields: { name, successor: text(label('接手人', 'Successor')) },
})

/** Colleagues come and go, and a calendar wants a year. */
export const organisationEvents = [
  defineEvent({
    name: 'staff.invited',
    label: label('邀请员工', 'Colleague invited'),
    icon: 'user-plus',
    fields: { name, email: text(label('邮箱', 'Email')) },
  }),
  staffLeft,
  calendarYearMissing,
]
