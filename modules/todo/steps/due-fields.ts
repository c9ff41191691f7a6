import { integer, label, option, select } from '@lianke/kernel'

/** How soon an answer is due, as steps that ask somebody say it. */
export const dueFields = {
  due_in: integer(label('多久内处理', 'Due in'), { min: 0, max: 8760 }),
  due_unit: select(label('单位', 'Unit'), {
    default: 'working_hour',
    options: [
      option('working_hour', '工作小时', 'Working hours'),
      option('working_day', '工作日', 'Working days'),
      option('hour', '小时', 'Hours'),
      option('day', '天', 'Days'),
    ],
  }),
}
