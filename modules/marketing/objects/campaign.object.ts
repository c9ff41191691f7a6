import { date, defineObject, integer, label, longText, money, option, reference, select, tags, text } from '@lianke/kernel'

/** A marketing effort with a period, a budget and people taking part. */
export const campaign = defineObject({
  name: 'marketing.campaign',
  label: label('市场活动', 'Campaign'),
  plural: label('市场活动', 'Campaigns'),
  icon: 'megaphone',
  title: 'name',
  fields: {
    name: text(label('名称', 'Name'), { required: true, max: 200, search: 'name', inList: true }),
    type: text(label('类型', 'Type'), { max: 80, inList: true, indexed: true }),
    status: select(label('状态', 'Status'), {
      required: true,
      default: 'planned',
      indexed: true,
      inList: true,
      options: [
        option('planned', '计划中', 'Planned', 'blue'),
        option('running', '进行中', 'Running', 'green'),
        option('completed', '已结束', 'Completed', 'grey'),
        option('aborted', '已中止', 'Aborted', 'red'),
      ],
    }),
    parent: reference(label('上级活动', 'Parent campaign'), 'marketing.campaign', { onDelete: 'clear' }),
    starts_on: date(label('开始日期', 'Starts on'), { inList: true }),
    ends_on: date(label('结束日期', 'Ends on'), { inList: true }),
    budget: money(label('预算', 'Budget'), { min: 0, inList: true }),
    cost: money(label('实际花费', 'Actual cost'), { min: 0 }),
    expected_revenue: money(label('预期收入', 'Expected revenue')),
    expected_members: integer(label('预计人数', 'People expected'), { min: 0, max: 1_000_000_000 }),
    tags: tags(label('标签', 'Tags')),
    description: longText(label('说明', 'Description'), { max: 32_000 }),
  },
  validations: [
    {
      name: 'period',
      rule: 'starts_on == null || ends_on == null || starts_on <= ends_on',
      message: label('结束日期不能早于开始日期', 'The end cannot be before the start'),
      field: 'ends_on',
    },
  ],
  board: 'status',
  calendar: { start: 'starts_on', end: 'ends_on' },
})
