import { defineSetting, label } from '@lianke/kernel'
import { z } from 'zod'

/** How long before it is due somebody is reminded of a task that says nothing of it. */
export const remindBefore = defineSetting({
  name: 'fieldwork.remind_before',
  label: label('任务到期前提醒（工作分钟）', 'Remind of tasks before they are due (working minutes)'),
  help: label(
    '没有写提醒时间的任务，按负责人的工作日历提前这么久提醒；0 表示不提醒',
    'A task without a time to remind is reminded so long before, by the calendar of its owner; 0 does not remind',
  ),
  section: label('任务', 'Tasks'),
  schema: z.int().min(0).max(14_400),
  default: 60,
})
