import { person } from '@lianke/customer/contract'
import { defineCondition, type Filter, label } from '@lianke/kernel'
import { order } from '../objects/order.object.ts'

const on = person
const orders = { child: order.name, via: 'person' } as const
const sold: Filter = {
  and: [
    { field: 'status', op: 'in', value: ['confirmed', 'delivered', 'completed'] },
    { field: 'kind', op: 'eq', value: 'sale' },
  ],
}
const soldWithin = (days: number): Filter => ({
  and: [...('and' in sold ? sold.and : []), { field: 'ordered_at', op: 'within', value: { last: days, unit: 'day' } }],
})

/** Ready-made conditions over what people bought, and over orders. */
export const commerceConditions = [
  defineCondition({
    name: 'commerce.bought_lately',
    label: label('最近 90 天买过', 'Bought in the last 90 days'),
    on,
    filter: { ...orders, where: soldWithin(90) },
  }),
  defineCondition({
    name: 'commerce.bought_again',
    label: label('一年内买过 2 次以上', 'Bought twice or more within a year'),
    on,
    filter: { ...orders, where: soldWithin(365), measure: { fn: 'count', op: 'gte', value: 2 } },
  }),
  defineCondition({
    name: 'commerce.never_bought',
    label: label('从未下单', 'Never ordered'),
    on,
    filter: { ...orders, where: sold, none: true },
  }),
  defineCondition({
    name: 'commerce.sent_back',
    label: label('退过货', 'Sent something back'),
    on,
    filter: { ...orders, where: { field: 'kind', op: 'eq', value: 'return' } },
  }),
  defineCondition({
    name: 'commerce.unpaid',
    label: label('还没收清款', 'Not fully paid'),
    on: order,
    filter: {
      and: [
        { field: 'status', op: 'in', value: ['confirmed', 'delivered', 'completed'] },
        { field: 'payment_status', op: 'ne', value: 'paid' },
      ],
    },
  }),
]
