import { defineEvent, integer, label, text } from '@lianke/kernel'

/** The time has come that somebody set for a task. */
export const taskReminded = defineEvent({
  name: 'task.reminded',
  label: label('提醒任务', 'Reminded of a task'),
  icon: 'bell',
  fields: { subject: text(label('主题', 'Subject')), staff: text(label('负责人', 'Owner')) },
  sentence: label('提醒任务 {subject}', 'Reminded of task {subject}'),
})

/** What staff did. */
export const fieldworkEvents = [
  defineEvent({
    name: 'follow_up.written',
    label: label('写跟进', 'Follow-up written'),
    icon: 'message-square-text',
    fields: { content: text(label('内容', 'Content')), way: text(label('方式', 'Way')) },
    sentence: label('跟进：{content}', 'Followed up: {content}'),
  }),
  defineEvent({
    name: 'task.completed',
    label: label('完成任务', 'Task completed'),
    icon: 'square-check',
    fields: { subject: text(label('主题', 'Subject')), result: text(label('结果', 'Result')) },
    sentence: label('完成任务 {subject}', 'Completed task {subject}'),
  }),
  taskReminded,
  defineEvent({
    name: 'visit.checked_in',
    label: label('拜访签到', 'Visit checked in'),
    icon: 'map-pin-check',
    fields: { subject: text(label('主题', 'Subject')), distance_m: integer(label('距离（米）', 'Distance (m)')) },
    sentence: label('拜访签到：{subject}', 'Checked in: {subject}'),
  }),
  defineEvent({
    name: 'visit.completed',
    label: label('拜访完成', 'Visit completed'),
    icon: 'map-pin-check',
    fields: { subject: text(label('主题', 'Subject')), summary: text(label('总结', 'Summary')) },
    sentence: label('完成拜访 {subject}', 'Completed visit {subject}'),
  }),
]
