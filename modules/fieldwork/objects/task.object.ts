import { account, person } from '@lianke/customer/contract'
import { lead } from '@lianke/lead/contract'
import { opportunity } from '@lianke/sales/contract'
import { ticket } from '@lianke/ticket/contract'
import { boolean, datetime, defineObject, label, longText, option, reference, select, text } from '@lianke/kernel'
import { reminderOfTask } from '../follows/reminder.follow.ts'
import { completedAt } from '../rules/completion.rule.ts'

/** Something the owner has to do by a time. */
export const task = defineObject({
  name: 'fieldwork.task',
  label: label('任务', 'Task'),
  plural: label('任务', 'Tasks'),
  icon: 'square-check',
  title: 'subject',
  fields: {
    subject: text(label('主题', 'Subject'), { required: true, max: 300, search: 'name', inList: true }),
    status: select(label('状态', 'Status'), {
      required: true,
      default: 'open',
      indexed: true,
      inList: true,
      options: [
        option('open', '待办', 'Open', 'blue'),
        option('in_progress', '进行中', 'In progress', 'gold'),
        option('done', '已完成', 'Done', 'green'),
        option('cancelled', '已取消', 'Cancelled', 'grey'),
      ],
    }),
    priority: select(label('优先级', 'Priority'), {
      default: 'normal',
      inList: true,
      options: [
        option('low', '低', 'Low', 'grey'),
        option('normal', '中', 'Normal', 'blue'),
        option('high', '高', 'High', 'red'),
      ],
    }),
    due_at: datetime(label('截止时间', 'Due at'), { indexed: true, inList: true }),
    remind_at: datetime(label('提醒时间', 'Remind at'), { indexed: true }),
    reminded: boolean(label('已提醒', 'Reminded'), { default: false }),
    kind: select(label('类型', 'Kind'), {
      default: 'to_do',
      inList: true,
      options: [
        option('to_do', '待办', 'To do', 'blue'),
        option('call', '电话', 'Call', 'cyan'),
        option('message', '发消息', 'Message', 'green'),
        option('meeting', '会议', 'Meeting', 'purple'),
        option('email', '邮件', 'Email', 'gold'),
        option('other', '其他', 'Other', 'grey'),
      ],
    }),
    person: reference(label('客户', 'Person'), person, { inList: true, onDelete: 'cascade' }),
    account: reference(label('企业', 'Account'), account, { onDelete: 'cascade' }),
    lead: reference(label('线索', 'Lead'), lead, { onDelete: 'cascade' }),
    opportunity: reference(label('商机', 'Opportunity'), opportunity, { onDelete: 'cascade' }),
    ticket: reference(label('工单', 'Ticket'), ticket, { onDelete: 'cascade' }),
    description: longText(label('说明', 'Description'), { max: 32_000 }),
    source: text(label('来源', 'Source'), { max: 120 }),
    completed_at: datetime(label('完成时间', 'Completed at')),
    result: longText(label('结果', 'Result'), { max: 4000 }),
  },
  access: { inherit: 'person' },
  person: 'person',
  board: 'status',
  calendar: { start: 'due_at' },
  follows: reminderOfTask,
  derive: { fields: ['completed_at'], compute: (standing) => ({ completed_at: completedAt(standing) }) },
  written: { completed_at: 'commands', reminded: 'commands' },
  states: {
    field: 'status',
    moves: {
      open: ['in_progress', 'done', 'cancelled'],
      in_progress: ['open', 'done', 'cancelled'],
      done: ['open'],
      cancelled: ['open'],
    },
  },
  indexes: [['owner', 'status', 'due_at']],
  sort: 'due_at',
  handedOver: true,
  often: 6,
})
