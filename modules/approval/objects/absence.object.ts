import { date, defineObject, label, text, user } from '@lianke/kernel'

/** Somebody is away for some days, and who decides meanwhile. Its owner is who is away. */
export const absence = defineObject({
  name: 'approval.absence',
  label: label('不在与代理', 'Absence'),
  plural: label('不在与代理', 'Absences'),
  icon: 'calendar',
  title: 'reason',
  fields: {
    reason: text(label('原因', 'Reason'), { required: true, max: 120, inList: true, search: 'name' }),
    from: date(label('开始日期', 'From'), { required: true, inList: true, indexed: true }),
    until: date(label('结束日期', 'Until'), { required: true, inList: true }),
    stand_in: user(label('代理人', 'Stand-in'), {
      required: true,
      inList: true,
      where: { field: 'status', op: 'eq', value: 'active' },
      help: label('这些天里新来的审批由 TA 处理', 'Decides what comes in on these days'),
    }),
  },
  validations: [
    {
      name: 'in_order',
      rule: 'from <= until',
      message: label('结束日期早于开始日期', 'It ends before it begins'),
      field: 'until',
    },
  ],
  mirrored: false,
  sort: '-from',
})
