import { label } from '@lianke/kernel'

/** Words that several parts of the calendar's page share. */
export const calendarWords = {
  weekdays: [
    label('周一', 'Mon'),
    label('周二', 'Tue'),
    label('周三', 'Wed'),
    label('周四', 'Thu'),
    label('周五', 'Fri'),
    label('周六', 'Sat'),
    label('周日', 'Sun'),
  ],
  short: [
    label('一', 'M'),
    label('二', 'T'),
    label('三', 'W'),
    label('四', 'T'),
    label('五', 'F'),
    label('六', 'S'),
    label('日', 'S'),
  ],
  months: [
    label('1 月', 'January'),
    label('2 月', 'February'),
    label('3 月', 'March'),
    label('4 月', 'April'),
    label('5 月', 'May'),
    label('6 月', 'June'),
    label('7 月', 'July'),
    label('8 月', 'August'),
    label('9 月', 'September'),
    label('10 月', 'October'),
    label('11 月', 'November'),
    label('12 月', 'December'),
  ],
  off: label('休', 'off'),
  work: label('班', 'on'),
  sources: {
    china: label('中国法定节假日', 'Public holidays of China'),
    own: label('逐年自己维护', 'Kept by us'),
    none: label('不放假', 'None'),
  },
} as const
