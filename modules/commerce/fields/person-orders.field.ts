import { datetime, defineField, label, rollUp } from '@lianke/kernel'

const section = label('购买', 'Purchases')
const on = 'customer.person'
const counted = { field: 'status', op: 'in', value: ['confirmed', 'delivered', 'completed'] }
const child = 'commerce.order'

/** What a person bought so far: counted with the orders themselves; the two moments follow by reaction. Returns count as negative. */
export const personOrderFields = [
  defineField({
    on,
    name: 'order_count',
    field: rollUp(label('订单数', 'Orders'), {
      child,
      via: 'person',
      measure: 'count',
      where: { and: [counted, { field: 'kind', op: 'eq', value: 'sale' }] },
      section,
    }),
  }),
  defineField({
    on,
    name: 'order_total',
    field: rollUp(label('累计消费', 'Total spent'), {
      child,
      via: 'person',
      measure: 'sum',
      of: 'total',
      where: counted,
      inList: true,
      section,
    }),
  }),
  defineField({ on, name: 'first_order_at', field: datetime(label('首次下单', 'First order'), { section, readOnly: true }) }),
  defineField({
    on,
    name: 'last_order_at',
    field: datetime(label('最近下单', 'Last order'), { indexed: true, section, readOnly: true }),
  }),
]
