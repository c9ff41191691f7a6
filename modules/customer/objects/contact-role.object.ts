import { boolean, date, defineObject, label, longText, option, reference, select, text } from '@lianke/kernel'

/** The part a person plays in a company, or in one deal of it. */
export const contactRole = defineObject({
  name: 'customer.contact_role',
  label: label('联系人角色', 'Contact role'),
  plural: label('联系人角色', 'Contact roles'),
  icon: 'contact',
  title: 'title',
  fields: {
    account: reference(label('企业', 'Account'), 'customer.account', { required: true, inList: true, onDelete: 'cascade' }),
    person: reference(label('客户', 'Person'), 'customer.person', { required: true, inList: true, onDelete: 'cascade' }),
    title: text(label('职务', 'Title'), { max: 120, inList: true }),
    role: select(label('角色', 'Role'), {
      default: 'other',
      inList: true,
      options: [
        option('decision_maker', '决策者', 'Decision maker', 'red'),
        option('influencer', '影响者', 'Influencer', 'orange'),
        option('economic_buyer', '采购负责人', 'Economic buyer', 'gold'),
        option('business_user', '使用者', 'User', 'blue'),
        option('evaluator', '评估者', 'Evaluator', 'purple'),
        option('other', '其他', 'Other', 'grey'),
      ],
    }),
    direct: boolean(label('直属', 'Direct'), { default: true, inList: true }),
    active: boolean(label('在任', 'Active'), { default: true, inList: true }),
    started_on: date(label('开始日期', 'Started on')),
    ended_on: date(label('结束日期', 'Ended on')),
    reports_to: reference(label('汇报给', 'Reports to'), 'customer.person', { onDelete: 'clear' }),
    remark: longText(label('备注', 'Remark'), { max: 2000 }),
  },
  access: { inherit: 'person' },
  person: 'person',
  uniqueTogether: [['account', 'person']],
})
