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
/** Something is to be done for a ticket later; whoever keeps tasks makes one of it. */
export const ticketFollowUpAsked = event(
  'follow_up_asked',
  '安排后续',
  'Something to do later',
  'calendar-clock',
  '之后要做：{what}',
  'To do later: {what}',
  { what: text(label('要做什么', 'What to do')), due_at: text(label('什么时候', 'When')), owner: text(label('谁', 'Who')) },
)
const ticketNoted = event('noted', '工单备注', 'Note on a ticket', 'file-text', '备注：{content}', 'Note: {content}', {
  content: text(label('内容', 'Text'), { max: 4000 }),
})
const staff = { staff: text(label('通知谁', 'Told')) }
export const respondNear = event(
  'respond_near',
  '即将超时未答复',
  'Answer due soon',
  'clock',
  '工单 {number} 即将超过答复时限',
  'The answer to ticket {number} is due soon',
  staff,
)
export const respondMissed = event(
  'respond_missed',
  '超时未答复',
  'Answer overdue',
  'alarm-clock',
  '工单 {number} 超过答复时限',
  'The answer to ticket {number} is overdue',
  staff,
)
export const resolveNear = event(
  'resolve_near',
  '即将超时未解决',
  'Solution due soon',
  'clock',
  '工单 {number} 即将超过解决时限',
  'The solution of ticket {number} is due soon',
  staff,
)
export const resolveMissed = event(
  'resolve_missed',
  '超时未解决',
  'Solution overdue',
  'alarm-clock',
  '工单 {number} 超过解决时限',
  'The solution of ticket {number} is overdue',
  staff,
)
/** A deadline was missed, and whoever leads the department is told. */
export const ticketEscalated = event(
  'escalated',
  '工单上报',
  'Ticket escalated',
  'arrow-up',
  '工单 {number} 超时，已上报主管',
  'Ticket {number} is overdue; its manager is told',
  staff,
)

export const ticketRaised = event(
  'raised',
  '提高优先级',
  'Priority raised',
  'arrow-up',
  '工单 {number} 提高了优先级',
  'The priority of ticket {number} was raised',
)

/** The turns of a ticket. */
export const ticketEvents = [
  ticketNoted,
  ticketFollowUpAsked,
  event('opened', '提交工单', 'Ticket opened', 'headset', '提交工单 {number}：{subject}', 'Opened ticket {number}: {subject}'),
  ticketAssigned,
  event(
    'answered',
    '答复客户',
    'Customer answered',
    'message-square-text',
    '答复工单 {number}：{content}',
    'Answered ticket {number}: {content}',
    { content: text(label('内容', 'Content')) },
  ),
  respondNear,
  respondMissed,
  resolveNear,
  resolveMissed,
  ticketEscalated,
  ticketRaised,
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
