import { person } from '@lianke/customer/contract'
import { staff } from '@lianke/organisation/contract'
import {
  datetime,
  defineObject,
  json,
  label,
  longText,
  multiReference,
  option,
  reference,
  select,
  text,
  user,
} from '@lianke/kernel'

/**
 * Something a process waits for a colleague to decide or do. Its owner is who has it; one that nobody has yet stands before its candidates.
 * Acts alone write it.
 */
export const workItem = defineObject({
  name: 'todo.work_item',
  label: label('待办事项', 'Work item'),
  plural: label('待办事项', 'Work items'),
  icon: 'square-check',
  title: 'title',
  fields: {
    title: text(label('标题', 'Title'), { required: true, max: 300, search: 'name', inList: true }),
    status: select(label('状态', 'Status'), {
      required: true,
      default: 'open',
      indexed: true,
      inList: true,
      options: [
        option('open', '待处理', 'Open', 'blue'),
        option('answered', '已处理', 'Answered', 'green'),
        option('expired', '已过期', 'Expired', 'orange'),
        option('closed', '已关闭', 'Closed', 'grey'),
      ],
    }),
    outcome: text(label('结果', 'Outcome'), { max: 40, hidden: true }),
    outcome_said: text(label('处理结果', 'Outcome'), { max: 80, inList: true }),
    note: longText(label('说明', 'Note'), { max: 4000 }),
    answers: json(label('填写内容', 'Answers'), { hidden: true }),
    answered_at: datetime(label('处理时间', 'Answered at'), { indexed: true, inList: true }),
    answered_by: user(label('处理人', 'Answered by'), { inList: true }),
    due_at: datetime(label('截止时间', 'Due at'), { indexed: true, inList: true }),
    remind_at: datetime(label('提醒时间', 'Remind at'), { indexed: true, hidden: true }),
    late_at: datetime(label('逾期于', 'Late since'), { hidden: true }),
    person: reference(label('客户', 'Person'), person, { inList: true, onDelete: 'cascade' }),
    subject_object: text(label('对象', 'Object'), { required: true, max: 120, hidden: true }),
    subject: text(label('记录', 'Record'), { required: true, max: 40, indexed: true, hidden: true }),
    candidates: multiReference(label('可领取的同事', 'May be taken by'), staff),
    requester: user(label('谁在等', 'Waited for by'), { indexed: true }),
    dealt_to: text(label('轮到', 'Dealt to'), { max: 40, hidden: true }),
    asked: json(label('要求', 'What is asked'), { hidden: true, default: {} }),
    process: text(label('流程', 'Process'), { max: 40, indexed: true, hidden: true }),
    run: text(label('运行', 'Run'), { max: 40, indexed: true, hidden: true }),
    node: text(label('步骤', 'Step'), { max: 80, hidden: true }),
  },
  person: 'person',
  ledger: true,
  hidden: true,
  states: { field: 'status', initial: ['open'], moves: { open: ['answered', 'expired', 'closed'] } },
  indexes: [['owner', 'status', 'due_at']],
  sort: 'due_at',
})
