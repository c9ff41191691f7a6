import { person } from '@lianke/customer/contract'
import { datetime, defineField, label, rollUp, withFields } from '@lianke/kernel'
import { order } from '../objects/order.object.ts'

const section = label('购买', 'Purchases')
const on = person
const counted = { field: 'status', op: 'in', value: ['confirmed', 'delivered', 'completed'] }
const child = order.name

const firstOrderAt = defineField({
  on,
  name: 'first_order_at',
  field: datetime(label('首次下单', 'First order'), { section, readOnly: true }),
})
const lastOrderAt = defineField({
  on,
  name: 'last_order_at',
  field: datetime(label('最近下单', 'Last order'), { indexed: true, section, readOnly: true }),
})
/** A person as this module sees him. */
export const buyer = withFields(person, [firstOrderAt, lastOrderAt])

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
  firstOrderAt,
  lastOrderAt,
]
