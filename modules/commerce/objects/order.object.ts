import { account, person } from '@lianke/customer/contract'
import { opportunity } from '@lianke/sales/contract'
import {
  address,
  autoNumber,
  date,
  datetime,
  defineObject,
  type Guard,
  label,
  longText,
  money,
  option,
  reference,
  rollUp,
  select,
  tags,
  text,
} from '@lianke/kernel'
import { orderSums } from '../rules/order-sums.rule.ts'
import { paidOf } from '../rules/paid.rule.ts'
import { orderLine } from './order-line.object.ts'

const hasBuyer: Guard = {
  name: 'has_buyer',
  message: label('请选择客户或企业', 'Choose a person or an account'),
  field: 'person',
  holds: ({ row }) => Boolean(row.person ?? row.account),
}
const hasLines: Guard = {
  name: 'has_lines',
  message: label('订单没有明细', 'The order has no lines'),
  holds: ({ parts }) => (parts.lines ?? []).length > 0,
}
/** Once others rely on an order, what was sold to whom stands still. */
const sold = ['lines', 'person', 'account', 'price_book', 'kind', 'ordered_at'] as const
const sums = label('金额', 'Amounts')

/** What a person or a company buys. Lines hold the products; a return is an order with negative quantities. */
export const order = defineObject({
  name: 'commerce.order',
  label: label('订单', 'Order'),
  plural: label('订单', 'Orders'),
  icon: 'receipt-text',
  title: 'order_number',
  columns: ['person', 'status', 'payment_status', 'total', 'paid', 'ordered_at', 'owner', 'account'],
  fields: {
    order_number: autoNumber(label('订单号', 'Order number'), {
      pattern: 'SO{yyyy}{mm}{dd}-{n:5}',
      search: 'code',
      inList: true,
    }),
    external_number: text(label('外部单号', 'External number'), { max: 64, search: 'code', indexed: true }),
    person: reference(label('客户', 'Person'), person, { inList: true, onDelete: 'refuse' }),
    account: reference(label('企业', 'Account'), account, { inList: true, onDelete: 'refuse' }),
    opportunity: reference(label('商机', 'Opportunity'), opportunity, { onDelete: 'clear' }),
    price_book: reference(label('价目表', 'Price book'), 'commerce.price_book', { onDelete: 'refuse' }),
    kind: select(label('类型', 'Kind'), {
      required: true,
      default: 'sale',
      inList: true,
      indexed: true,
      options: [option('sale', '销售', 'Sale', 'blue'), option('return', '退货', 'Return', 'red')],
    }),
    status: select(label('状态', 'Status'), {
      required: true,
      default: 'draft',
      indexed: true,
      inList: true,
      options: [
        option('draft', '草稿', 'Draft', 'grey'),
        option('confirmed', '已确认', 'Confirmed', 'blue'),
        option('delivered', '已发货', 'Delivered', 'cyan'),
        option('completed', '已完成', 'Completed', 'green'),
        option('cancelled', '已取消', 'Cancelled', 'red'),
      ],
    }),
    payment_status: select(label('收款状态', 'Payment'), {
      required: true,
      default: 'unpaid',
      indexed: true,
      inList: true,
      options: [
        option('unpaid', '未收款', 'Unpaid', 'orange'),
        option('partly_paid', '部分收款', 'Partly paid', 'gold'),
        option('paid', '已收款', 'Paid', 'green'),
      ],
    }),
    ordered_at: datetime(label('下单时间', 'Ordered at'), { indexed: true, inList: true }),
    subtotal: money(label('小计', 'Subtotal'), { section: sums }),
    discount: money(label('优惠', 'Discount'), { section: sums }),
    total: money(label('总额', 'Total'), { indexed: true, inList: true, section: sums }),
    paid: money(label('已收', 'Paid'), { inList: true, section: sums }),
    paid_before: money(label('此前已收', 'Paid before'), { section: sums }),
    allocated: rollUp(label('已分配收款', 'Allocated'), {
      child: 'commerce.payment_allocation',
      via: 'order',
      measure: 'sum',
      of: 'amount',
      currency: 'document',
      hidden: true,
    }),
    store: text(label('门店', 'Store'), { max: 120, indexed: true }),
    channel: text(label('渠道', 'Channel'), { max: 60, indexed: true, inList: true }),
    country: text(label('国家', 'Country'), { max: 80, indexed: true }),
    deliver_on: date(label('交货日期', 'Delivery date')),
    shipping_address: address(label('收货地址', 'Shipping address')),
    confirmed_at: datetime(label('确认时间', 'Confirmed at')),
    paid_at: datetime(label('收清时间', 'Paid at'), { indexed: true }),
    cancelled_at: datetime(label('取消时间', 'Cancelled at')),
    cancel_reason: text(label('取消原因', 'Cancelled because'), { max: 500 }),
    tags: tags(label('标签', 'Tags')),
    remark: longText(label('备注', 'Remark'), { max: 2000 }),
  },
  access: { inherit: 'person' },
  person: 'person',
  ratedOn: 'ordered_at',
  board: 'status',
  calendar: { start: 'deliver_on' },
  parts: { lines: orderLine },
  derive: {
    fields: ['subtotal', 'discount', 'total', 'paid', 'payment_status', 'paid_at'],
    compute: ({ row, parts, before, now }) => {
      // An order brought without its lines keeps the sums it came with.
      const brought = parts.lines.length === 0 && row.status !== 'draft'
      const own = brought ? null : orderSums(parts.lines, row.total?.currency ?? 'CNY')
      const { paid, status } = paidOf({
        total: own?.total ?? row.total,
        paidBefore: row.paid_before,
        allocated: row.allocated,
      })
      const undone = before?.payment_status === 'paid' && status !== 'paid'
      return {
        ...own,
        paid,
        payment_status: status,
        paid_at: undone ? null : status === 'paid' ? (row.paid_at ?? now) : row.paid_at,
      }
    },
  },
  written: {
    status: 'commands',
    paid_before: 'commands',
    paid_at: 'commands',
    confirmed_at: 'commands',
    cancelled_at: 'commands',
    cancel_reason: 'commands',
  },
  createBy: 'order.place',
  states: {
    field: 'status',
    initial: ['draft'],
    guards: {
      draft: [hasBuyer],
      confirmed: [hasBuyer, hasLines],
    },
    fixed: { confirmed: sold, delivered: sold, completed: sold, cancelled: sold },
    moves: {
      draft: ['confirmed', 'cancelled'],
      confirmed: ['delivered', 'completed', 'cancelled'],
      delivered: ['completed'],
      completed: [],
      cancelled: [],
    },
  },
  indexes: [
    ['owner', '-ordered_at'],
    ['person', '-ordered_at'],
  ],
  sort: '-ordered_at',
  often: 4,
})
