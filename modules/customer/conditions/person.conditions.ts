import { defineCondition, label } from '@lianke/kernel'

const on = 'customer.person'

/** Ready-made conditions over people. */
export const personConditions = [
  defineCondition({
    name: 'customer.active_lately',
    label: label('最近 7 天有动静', 'Active in the last 7 days'),
    on,
    filter: { field: 'last_seen_at', op: 'within', value: { last: 7, unit: 'day' } },
  }),
  defineCondition({
    name: 'customer.asleep',
    label: label('90 天没有动静', 'No sign for 90 days'),
    on,
    filter: { field: 'last_seen_at', op: 'not_within', value: { last: 90, unit: 'day' } },
  }),
  defineCondition({
    name: 'customer.new_contact',
    label: label('最近 30 天成为好友', 'Became a contact in the last 30 days'),
    on,
    filter: {
      child: 'customer.relation',
      via: 'person',
      where: { field: 'added_at', op: 'within', value: { last: 30, unit: 'day' } },
    },
  }),
  defineCondition({
    name: 'customer.lost_contact',
    label: label('删除过员工好友', 'Removed a staff member'),
    on,
    filter: { child: 'customer.relation', via: 'person', where: { field: 'status', op: 'eq', value: 'lost_by_customer' } },
  }),
  defineCondition({
    name: 'customer.birthday_this_month',
    label: label('本月生日', 'Birthday this month'),
    on,
    filter: { field: 'birthday', op: 'anniversary', value: { this: 'month' } },
  }),
  defineCondition({
    name: 'customer.without_tag',
    label: label('没有标签', 'Without tags'),
    on,
    filter: { field: 'tags', op: 'empty' },
  }),
  defineCondition({
    name: 'customer.without_phone',
    label: label('没有手机号', 'Without a phone'),
    on,
    filter: { field: 'phone', op: 'empty' },
  }),
]
