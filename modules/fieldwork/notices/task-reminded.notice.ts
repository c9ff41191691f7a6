import { defineNotice, label, textIn } from '@lianke/kernel'
import { taskReminded } from '../events/fieldwork.events.ts'
import { task } from '../objects/task.object.ts'

/** The time has come that somebody set for a task. */
export const reminderNotice = defineNotice({
  name: 'fieldwork.reminder',
  label: label('任务提醒', 'Reminders of tasks'),
  kind: 'task',
  on: [taskReminded.name],
  concerns: ({ payload, record }) => ({
    staff: textIn(payload.staff) ?? '',
    about: record ? { object: task.name, id: record } : null,
  }),
  title: label('任务提醒：{title}', 'Reminder: {title}'),
  message: true,
})
