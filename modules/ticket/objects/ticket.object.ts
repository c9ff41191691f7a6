import { order } from '@lianke/commerce/contract'
import { account, person } from '@lianke/customer/contract'
import {
  autoNumber,
  datetime,
  defineObject,
  file,
  integer,
  label,
  longText,
  option,
  reference,
  select,
  type Standing,
  tags,
  text,
  user,
} from '@lianke/kernel'
import { deadlinesOfTicket } from '../follows/deadlines.follow.ts'
import { clockOf } from '../rules/clock.rule.ts'

const clock = label('时效', 'Service level')
const solved = {
  name: 'solution',
  message: label('请先写下解决方案', 'Write down the solution first'),
  field: 'solution',
  holds: ({ row }: Standing) => typeof row.solution === 'string' && row.solution.trim() !== '',
} as const

/** A request or a complaint that someone must answer in time. */
export const ticket = defineObject({
  name: 'ticket.ticket',
  label: label('工单', 'Ticket'),
  plural: label('工单', 'Tickets'),
  icon: 'headset',
  title: 'subject',
  fields: {
    ticket_number: autoNumber(label('工单号', 'Ticket number'), {
      pattern: 'TK{yyyy}{mm}{dd}-{n:5}',
      search: 'code',
      inList: true,
    }),
    external_number: text(label('外部单号', 'External number'), { max: 64, search: 'code', indexed: true }),
    subject: text(label('主题', 'Subject'), { required: true, max: 300, search: 'name', inList: true }),
    person: reference(label('客户', 'Person'), person, { inList: true, onDelete: 'refuse' }),
    account: reference(label('企业', 'Account'), account, { onDelete: 'refuse' }),
    order: reference(label('订单', 'Order'), order, { onDelete: 'clear' }),
    status: select(label('状态', 'Status'), {
      required: true,
      default: 'open',
      indexed: true,
      inList: true,
      options: [
        option('open', '待受理', 'Open', 'orange'),
        option('assigned', '处理中', 'In progress', 'blue'),
        option('waiting', '等待客户', 'Waiting', 'gold'),
        option('resolved', '已解决', 'Resolved', 'green'),
        option('closed', '已关闭', 'Closed', 'grey'),
      ],
    }),
    priority: select(label('优先级', 'Priority'), {
      required: true,
      default: 'normal',
      indexed: true,
      inList: true,
      options: [
        option('low', '低', 'Low', 'grey'),
        option('normal', '中', 'Normal', 'blue'),
        option('high', '高', 'High', 'orange'),
        option('urgent', '紧急', 'Urgent', 'red'),
      ],
    }),
    type: select(label('类型', 'Type'), {
      default: 'question',
      indexed: true,
      inList: true,
      options: [
        option('question', '咨询', 'Question', 'blue'),
        option('complaint', '投诉', 'Complaint', 'red'),
        option('repair', '报修', 'Repair', 'orange'),
        option('return', '退换货', 'Return', 'purple'),
        option('other', '其他', 'Other', 'grey'),
      ],
    }),
    source: text(label('来源', 'Source'), { max: 60, indexed: true }),
    assignee: user(label('处理人', 'Assignee'), { indexed: true, inList: true }),
    description: longText(label('描述', 'Description'), { max: 32_000 }),
    attachments: file(label('附件', 'Attachments'), { maxFiles: 20 }),
    tags: tags(label('标签', 'Tags')),
    solution: longText(label('解决方案', 'Solution'), { max: 32_000 }),
    opened_at: datetime(label('提交时间', 'Opened at'), { inList: true, section: clock }),
    respond_by: datetime(label('应响应时间', 'Respond by'), { section: clock }),
    responded_at: datetime(label('响应时间', 'Responded at'), { section: clock }),
    resolve_by: datetime(label('应解决时间', 'Resolve by'), { indexed: true, inList: true, section: clock }),
    resolved_at: datetime(label('解决时间', 'Resolved at'), { section: clock }),
    closed_at: datetime(label('关闭时间', 'Closed at'), { section: clock }),
    reopened: integer(label('重开次数', 'Times reopened'), { min: 0, max: 10_000, default: 0, section: clock }),
    satisfaction: integer(label('满意度', 'Satisfaction'), { min: 1, max: 5 }),
  },
  access: { inherit: 'person' },
  person: 'person',
  board: 'status',
  createBy: 'ticket.open',
  follows: deadlinesOfTicket,
  derive: { fields: ['responded_at', 'resolved_at', 'closed_at'], compute: clockOf },
  written: {
    status: 'commands',
    assignee: 'commands',
    opened_at: 'commands',
    respond_by: 'commands',
    responded_at: 'commands',
    resolve_by: 'commands',
    resolved_at: 'commands',
    closed_at: 'commands',
    reopened: 'commands',
  },
  states: {
    field: 'status',
    initial: ['open'],
    by: { assigned: 'ticket.assign', waiting: 'ticket.wait', resolved: 'ticket.resolve', closed: 'ticket.close' },
    guards: {
      assigned: [
        {
          name: 'assignee',
          message: label('请先指定处理人', 'Say who takes care of it first'),
          field: 'assignee',
          holds: ({ row }) => row.assignee !== null,
        },
      ],
      resolved: [solved],
      closed: [solved],
    },
    moves: {
      open: ['assigned', 'waiting', 'resolved', 'closed'],
      assigned: ['open', 'waiting', 'resolved', 'closed'],
      waiting: ['assigned', 'resolved', 'closed'],
      resolved: ['closed', 'assigned', 'open'],
      closed: ['assigned', 'open'],
    },
  },
  indexes: [['assignee', 'status', 'resolve_by']],
  often: 5,
})
