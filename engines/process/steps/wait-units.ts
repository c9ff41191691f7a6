import { option } from '@lianke/kernel'

/** What a wait may be counted in. */
export const waitUnitOptions = [
  option('minute', '分钟', 'Minutes'),
  option('hour', '小时', 'Hours'),
  option('day', '天', 'Days'),
  option('week', '周', 'Weeks'),
  option('working_hour', '工作小时', 'Working hours'),
  option('working_day', '工作日', 'Working days'),
]
