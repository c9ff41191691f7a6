import { person } from '@lianke/customer/contract'
import { datetime, defineObject, integer, json, label, longText, option, reference, select, text, user } from '@lianke/kernel'
import { approval } from './approval.object.ts'

/**
 * A record on its way through an approval. Its owner is who submitted it; acts alone write it. Its title is that of the approval: what the record
 * is called is read by each reader with his own rights.
 */
export const request = defineObject({
  name: 'approval.request',
  label: label('审批单', 'Request'),
  plural: label('审批单', 'Requests'),
  icon: 'stamp',
  title: 'title',
  fields: {
    title: text(label('标题', 'Title'), { required: true, max: 300, search: 'name', inList: true }),
    approval: reference(label('审批', 'Approval'), approval, { required: true, inList: true, onDelete: 'cascade' }),
    subject_object: text(label('对象', 'Object'), { required: true, max: 120, hidden: true }),
    subject: text(label('记录', 'Record'), { required: true, max: 40, indexed: true, hidden: true }),
    person: reference(label('客户', 'Person'), person, { onDelete: 'cascade' }),
    status: select(label('状态', 'Status'), {
      required: true,
      default: 'pending',
      indexed: true,
      inList: true,
      options: [
        option('pending', '审批中', 'Pending', 'blue'),
        option('returned', '已退回', 'Returned', 'orange'),
        option('approved', '已通过', 'Approved', 'green'),
        option('rejected', '已驳回', 'Rejected', 'red'),
        option('withdrawn', '已撤回', 'Withdrawn', 'grey'),
        option('cancelled', '已作废', 'Cancelled', 'grey'),
      ],
    }),
    submitter: user(label('提交人', 'Submitted by'), { indexed: true, inList: true }),
    submitted_at: datetime(label('提交时间', 'Submitted at'), { required: true, inList: true }),
    ended_at: datetime(label('结束时间', 'Ended at'), { inList: true }),
    note: longText(label('说明', 'Note'), { max: 4000 }),
    chosen: json(label('提交人选的审批人', 'Approvers chosen'), { hidden: true }),
    node: text(label('节点', 'Step'), { max: 80, hidden: true }),
    turn: integer(label('轮次', 'Turn'), { min: 0, max: 1_000_000, default: 0, hidden: true }),
    since: integer(label('本次从第几轮起', 'Turn since which it counts'), { min: 0, max: 1_000_000, default: 0, hidden: true }),
    decision: text(label('最近的决定', 'Last decision'), { max: 20, hidden: true }),
    back_to: text(label('重新提交到', 'Goes on at'), { max: 80, hidden: true }),
    urged_at: datetime(label('催办时间', 'Urged at'), { hidden: true }),
    run: text(label('运行', 'Run'), { max: 40, unique: true, hidden: true }),
  },
  person: 'person',
  quiet: true,
  ledger: true,
  hidden: true,
  mirrored: false,
  states: {
    field: 'status',
    initial: ['pending'],
    moves: {
      pending: ['returned', 'approved', 'rejected', 'withdrawn', 'cancelled'],
      returned: ['pending', 'withdrawn', 'cancelled'],
    },
  },
  indexes: [['subject', 'status']],
  sort: '-submitted_at',
})
