import { boolean, defineObject, json, label, option, select, text } from '@lianke/kernel'
import { calendarHours } from '../checks/calendar-hours.check.ts'
import { calendarKeeper } from '../checks/calendar-keeper.check.ts'

/** When one works: hours by weekday and, year by year, holidays and make-up days. */
export const calendar = defineObject({
  name: 'organisation.calendar',
  label: label('工作日历', 'Working calendar'),
  plural: label('工作日历', 'Working calendars'),
  icon: 'calendar',
  title: 'name',
  fields: {
    name: text(label('名称', 'Name'), { required: true, max: 80, unique: true, search: 'name', inList: true }),
    zone: text(label('时区', 'Time zone'), { max: 64, inList: true, help: label('不填：公司时区', 'Empty: the company’s') }),
    week: json(label('每周工时', 'Weekly hours'), { required: true, hidden: true }),
    holidays: select(label('节假日', 'Holidays'), {
      required: true,
      default: 'none',
      inList: true,
      options: [
        option('china', '中国法定节假日', 'Public holidays of China', 'red'),
        option('own', '逐年自己维护', 'Kept by us, year by year', 'blue'),
        option('none', '不放假', 'None', 'grey'),
      ],
    }),
    usual: boolean(label('公司默认', 'Company default'), { default: false, inList: true }),
  },
  access: { everyone: true },
  written: { usual: 'commands' },
  checks: [calendarKeeper, calendarHours],
  removeBy: 'calendar.remove',
  keptWhileUsed: true,
  mirrored: false,
  sort: 'name',
  keeps: 'calendars',
})
