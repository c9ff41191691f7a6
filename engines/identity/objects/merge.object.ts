import { datetime, defineObject, json, label, option, reference, select, text } from '@lianke/kernel'

/** The ledger of merges: who was joined to whom, why, and all that must be known to part them again. */
export const mergeObject = defineObject({
  name: 'identity.merge',
  label: label('合并记录', 'Merge'),
  plural: label('合并记录', 'Merges'),
  icon: 'git-merge',
  title: 'reason',
  fields: {
    kept: reference(label('保留', 'Kept'), 'customer.person', { required: true, inList: true, onDelete: 'cascade' }),
    gone: reference(label('并入', 'Merged away'), 'customer.person', { required: true, inList: true, onDelete: 'cascade' }),
    reason: select(label('原因', 'Reason'), {
      required: true,
      inList: true,
      options: [
        option('identifier', '标识相同', 'Same identifier', 'blue'),
        option('manual', '人工合并', 'By hand', 'green'),
        option('suggestion', '采纳建议', 'Suggestion accepted', 'cyan'),
      ],
    }),
    identifier: json(label('依据', 'Proof')),
    fact: text(label('事实', 'Fact'), { max: 64 }),
    merged_at: datetime(label('合并时间', 'Merged at'), { required: true, inList: true }),
    merged_by: text(label('合并人', 'Merged by'), { max: 64, inList: true }),
    taken: json(label('取用的字段', 'Fields taken over')),
    moved: json(label('迁移的记录', 'Rows moved')),
    dropped: json(label('让位的记录', 'Rows that gave way')),
    undone_at: datetime(label('撤销时间', 'Undone at'), { inList: true }),
    undone_by: text(label('撤销人', 'Undone by'), { max: 64 }),
  },
  access: { inherit: 'kept' },
  person: 'kept',
  ledger: true,
  mirrored: false,
  sort: '-merged_at',
})
