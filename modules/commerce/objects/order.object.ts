import {
  address, autoNumber, date, datetime, defineObject, label, longText, money, option, reference, select, tags, text,
} from '@lianke/kernel'

const sums = label('金额', 'Amounts')

/** What a person or a company buys. Lines hold the products; a return is an order with negative quantities. */
export const order = defineObject({
  name: 'commerce.order',
  label: label('订单', 'Order'),
  plural: label('订单', 'Orders'),
  icon: 'receipt-text',
  title: 'order_number',
  fields: {
    order_number: autoNumber(label('订单号', 'Order number'), { pattern: 'SO{yyyy}{mm}{dd}-{n:5}', search: 'code', inList: true }),
    external_number: text(label('外部单号', 'External number'), { max: 64, search: 'code', indexed: true }),
    person: reference(label('客户', 'Person'), 'customer.person', { inList: true, onDelete: 'refuse' }),
    account: reference(label('企业', 'Account'), 'customer.account', { inList: true, onDelete: 'refuse' }),
    opportunity: reference(label('商机', 'Opportunity'), 'sales.opportunity', { onDelete: 'clear' }),
    price_book: reference(label('价目表', 'Price book'), 'commerce.price_book', { onDelete: 'refuse' }),
    kind: select(label('类型', 'Kind'), {
      required: true, default: 'sale', inList: true, indexed: true,
      options: [option('sale', '销售', 'Sale', 'blue'), option('return', '退货', 'Return', 'red')],
    }),
    status: select(label('状态', 'Status'), {
      required: true, default: 'draft', indexed: true, inList: true,
      options: [
        option('draft', '草稿', 'Draft', 'grey'), option('confirmed', '已确认', 'Confirmed', 'blue'), option('delivered', '已发货', 'Delivered', 'cyan'),
        option('completed', '已完成', 'Completed', 'green'), option('cancelled', '已取消', 'Cancelled', 'red'),
      ],
    }),
    payment_status: select(label('收款状态', 'Payment'), {
      required: true, default: 'unpaid', indexed: true, inList: true,
      options: [
        option('unpaid', '未收款', 'Unpaid', 'orange'), option('partly_paid', '部分收款', 'Partly paid', 'gold'), option('paid', '已收款', 'Paid', 'green'),
      ],
    }),
    ordered_at: datetime(label('下单时间', 'Ordered at'), { indexed: true, inList: true }),
    subtotal: money(label('小计', 'Subtotal'), { section: sums }),
    discount: money(label('优惠', 'Discount'), { section: sums }),
    total: money(label('总额', 'Total'), { indexed: true, inList: true, section: sums }),
    paid: money(label('已收', 'Paid'), { inList: true, section: sums }),
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
  board: 'status',
  calendar: { start: 'deliver_on' },
  states: {
    field: 'status',
    moves: {
      draft: ['confirmed', 'cancelled'], confirmed: ['delivered', 'completed', 'cancelled'], delivered: ['completed'],
      completed: [], cancelled: [],
    },
  },
  indexes: [['owner', '-ordered_at'], ['person', '-ordered_at']],
  sort: '-ordered_at',
})
