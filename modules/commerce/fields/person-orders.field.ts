import { datetime, defineField, integer, label, money } from '@lianke/kernel'

const section = label('购买', 'Purchases')
const on = 'customer.person'

/** What a person bought so far; kept by the reaction to order facts, used by segments and lists. */
export const personOrderFields = [
  defineField({ on, name: 'order_count', field: integer(label('订单数', 'Orders'), { min: 0, max: 1_000_000_000, default: 0, indexed: true, section }) }),
  defineField({ on, name: 'order_total', field: money(label('累计消费', 'Total spent'), { indexed: true, inList: true, section }) }),
  defineField({ on, name: 'first_order_at', field: datetime(label('首次下单', 'First order'), { section }) }),
  defineField({ on, name: 'last_order_at', field: datetime(label('最近下单', 'Last order'), { indexed: true, section }) }),
]
