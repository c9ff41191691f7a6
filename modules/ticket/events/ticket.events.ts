import { defineEvent, label, text } from '@lianke/kernel'

const fields = { number: text(label('工单号', 'Number')), subject: text(label('主题', 'Subject')) }
const event = (
  act: string,
  zh: string,
  en: string,
  icon: string,
  zhLine: string,
  enLine: string,
  more: Record<string, ReturnType<typeof text>> = {},
) =>
  defineEvent({
    name: `ticket.${act}`,
    label: label(zh, en),
    icon,
    fields: { ...fields, ...more },
    sentence: label(zhLine, enLine),
  })

export const ticketAssigned = event(
  'assigned',
  '工单受理',
  'Ticket assigned',
  'user-check',
  '工单 {number} 由 {assignee_name} 处理',
  'Ticket {number} taken by {assignee_name}',
  {
    assignee: text(label('处理人', 'Assignee')),
    assignee_name: text(label('处理人', 'Assignee')),
  },
)
/** The turns of a ticket. */
export const ticketEvents = [
  event('opened', '提交工单', 'Ticket opened', 'headset', '提交工单 {number}：{subject}', 'Opened ticket {number}: {subject}'),
  ticketAssigned,
  event('resolved', '工单解决', 'Ticket resolved', 'circle-check', '工单 {number} 已解决', 'Ticket {number} resolved'),
  event('closed', '工单关闭', 'Ticket closed', 'archive', '工单 {number} 已关闭', 'Ticket {number} closed'),
  event(
    'reopened',
    '工单重开',
    'Ticket reopened',
    'rotate-ccw',
    '工单 {number} 重新打开：{reason}',
    'Ticket {number} reopened: {reason}',
    { reason: text(label('原因', 'Reason')) },
  ),
]
