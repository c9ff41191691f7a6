import { label } from '@lianke/kernel'

/** Words that several parts of the code's page share. */
export const codeWords = {
  weekdays: [
    label('一', 'Mon'),
    label('二', 'Tue'),
    label('三', 'Wed'),
    label('四', 'Thu'),
    label('五', 'Fri'),
    label('六', 'Sat'),
    label('日', 'Sun'),
  ],
  days: {
    every: label('每周', 'Every week'),
    working: label('仅工作日', 'Working days'),
    off: label('仅休息日', 'Days off'),
  },
  slot: {
    no_staff: label('请选择这个时段的接待员工', 'Choose who answers in this slot'),
    half_time: label('请填完整的起止时间', 'Give both the start and the end'),
    no_time: label('起止时间不能相同', 'Start and end are the same'),
    clock: label('时间写作 09:00', 'Write times as 09:00'),
  },
  qr_missing: label('发布后生成', 'Made on publishing'),
  save_qr: label('下载 PNG', 'Download PNG'),
} as const
