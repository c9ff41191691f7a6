import { datetime, defineObject, integer, json, label, longText, option, reference, select, text, user } from '@lianke/kernel'
import { request } from './request.object.ts'

/** The place of one approver at one step of a request: whether he is asked, and what he said. Acts alone write it. */
export const opinion = defineObject({
  name: 'approval.opinion',
  label: label('审批意见', 'Opinion'),
  plural: label('审批意见', 'Opinions'),
  icon: 'message',
  title: 'node_name',
  fields: {
    request: reference(label('审批单', 'Request'), request, { required: true, onDelete: 'cascade' }),
    node: text(label('节点', 'Step'), { required: true, max: 80, hidden: true }),
    node_name: text(label('节点名称', 'Step'), { required: true, max: 120, inList: true }),
    turn: integer(label('轮次', 'Turn'), { required: true, min: 0, max: 1_000_000 }),
    place: integer(label('次序', 'Place'), { required: true, min: 0, max: 1_000_000 }),
    mode: select(label('怎么算通过', 'Whose consent'), {
      required: true,
      options: [option('all', '全部同意', 'All'), option('any', '一人即可', 'Any'), option('in_order', '依次', 'In order')],
    }),
    approver: user(label('审批人', 'Approver'), { indexed: true, inList: true }),
    instead_of: user(label('代替', 'Instead of')),
    status: select(label('状态', 'Status'), {
      required: true,
      indexed: true,
      inList: true,
      options: [
        option('waiting', '等待中', 'Waiting', 'grey'),
        option('open', '审批中', 'Deciding', 'blue'),
        option('approved', '同意', 'Approved', 'green'),
        option('rejected', '驳回', 'Rejected', 'red'),
        option('returned', '退回', 'Returned', 'orange'),
        option('passed', '自动通过', 'Passed by itself', 'grey'),
        option('transferred', '已转交', 'Transferred', 'grey'),
        option('expired', '已超时', 'Out of time', 'orange'),
        option('void', '不再需要', 'Not needed', 'grey'),
      ],
    }),
    why: select(label('原因', 'Because'), {
      options: [
        option('empty', '没有审批人', 'There is no approver'),
        option('same', '审批人是提交人', 'The approver submitted it'),
        option('repeat', '此前已同意', 'Agreed before'),
        option('administrator', '没有审批人，转管理员', 'There is no approver: the administrator'),
        option('fallback', '没有审批人，转指定的人', 'There is no approver: whom the step names'),
        option('superior', '审批人是提交人，转上级', 'The approver submitted it: the superior'),
        option('away', '本人不在，由代理人处理', 'Away: the stand-in'),
        option('transfer', '转交', 'Transferred'),
        option('added', '加签', 'Added'),
      ],
    }),
    added_to: text(label('加签于', 'Added to'), { max: 40, hidden: true }),
    added: select(label('加签', 'Added'), {
      options: [option('before', '前加签', 'Before'), option('after', '后加签', 'After')],
    }),
    note: longText(label('意见', 'Opinion'), { max: 4000 }),
    asked_at: datetime(label('收到时间', 'Asked at')),
    decided_at: datetime(label('处理时间', 'Decided at'), { inList: true }),
    item: text(label('待办', 'Work item'), { max: 40, indexed: true, hidden: true }),
    config: json(label('节点设置', 'What the step says'), { hidden: true }),
  },
  ledger: true,
  hidden: true,
  mirrored: false,
  access: { inherit: 'request' },
  indexes: [['request', 'turn', 'place']],
})
