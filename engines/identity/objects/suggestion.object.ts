import { datetime, decimal, defineObject, json, label, option, reference, select, text } from '@lianke/kernel'

/** Two persons who may be one: for a human to decide. */
export const suggestionObject = defineObject({
  name: 'identity.suggestion',
  label: label('合并建议', 'Merge suggestion'),
  plural: label('合并建议', 'Merge suggestions'),
  icon: 'git-pull-request',
  title: 'reason',
  fields: {
    left: reference(label('客户一', 'One person'), 'customer.person', { required: true, inList: true, onDelete: 'cascade' }),
    right: reference(label('客户二', 'Other person'), 'customer.person', { required: true, inList: true, onDelete: 'cascade' }),
    reason: select(label('原因', 'Reason'), {
      required: true,
      inList: true,
      options: [
        option('weak', '弱标识相同', 'Same weak identifier', 'grey'),
        option('conflict', '强标识冲突', 'Strong identifiers in conflict', 'orange'),
        option('held', '人数过多', 'Too many at once', 'red'),
        option('parted', '曾被拆分', 'Parted before', 'purple'),
        option('alike', '资料相似', 'Alike in what is known', 'blue'),
      ],
    }),
    identifier: json(label('依据', 'Proof')),
    score: decimal(label('可能性', 'Likelihood'), {
      scale: 4,
      min: 0,
      max: 1,
      indexed: true,
      inList: true,
      help: label('0 到 1；由两位客户的资料算出', '0 to 1; worked out from what is known of both'),
    }),
    reasons: json(label('理由', 'Reasons')),
    scored_at: datetime(label('计算时间', 'Scored at')),
    status: select(label('状态', 'Status'), {
      required: true,
      default: 'open',
      indexed: true,
      inList: true,
      options: [
        option('open', '待处理', 'Open', 'blue'),
        option('accepted', '已合并', 'Accepted', 'green'),
        option('rejected', '不是同一人', 'Rejected', 'grey'),
      ],
    }),
    suggested_at: datetime(label('提出时间', 'Suggested at'), { inList: true }),
    decided_at: datetime(label('处理时间', 'Decided at')),
    decided_by: text(label('处理人', 'Decided by'), { max: 64 }),
  },
  access: { inherit: 'left' },
  person: 'left',
  uniqueTogether: [['left', 'right']],
  ledger: true,
  mirrored: false,
  sort: '-suggested_at',
})
