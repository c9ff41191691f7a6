import { decimal, defineEvent, label, text, url, type Field, type Label } from '@lianke/kernel'

const number = text(label('单号', 'Number'))
const amount = text(label('金额', 'Amount'))
const event = (name: string, title: Label, icon: string, fields: Readonly<Record<string, Field>>, sentence: Label) =>
  defineEvent({ name, label: title, icon, fields, sentence })

export const orderPlaced = event(
  'order.placed',
  label('下单', 'Order placed'),
  'shopping-cart',
  { number, amount },
  label('下单 {number}，{amount}', 'Placed order {number}, {amount}'),
)
/** Orders and money, and what people look at in a shop. */
export const commerceEvents = [
  orderPlaced,
  event(
    'order.confirmed',
    label('订单确认', 'Order confirmed'),
    'clipboard-check',
    { number, amount },
    label('订单 {number} 已确认', 'Order {number} confirmed'),
  ),
  event(
    'order.cancelled',
    label('订单取消', 'Order cancelled'),
    'circle-x',
    { number, reason: text(label('原因', 'Reason')) },
    label('订单 {number} 已取消', 'Order {number} cancelled'),
  ),
  event(
    'order.paid',
    label('订单收清', 'Order paid'),
    'badge-check',
    { number, amount },
    label('订单 {number} 已付清，{amount}', 'Order {number} paid, {amount}'),
  ),
  event(
    'payment.recorded',
    label('收款', 'Payment recorded'),
    'wallet',
    { number, amount, method: text(label('方式', 'Method')) },
    label('收款 {amount}（{number}）', 'Received {amount} ({number})'),
  ),
  defineEvent({
    name: 'product.viewed',
    label: label('浏览商品', 'Product viewed'),
    icon: 'eye',
    from: ['page', 'program', 'house'],
    sentence: label('看了商品 {name}', 'Viewed product {name}'),
    fields: { code: text(label('编码', 'Code')), name: text(label('名称', 'Name')), url: url(label('网址', 'Address')) },
  }),
  defineEvent({
    name: 'cart.added',
    label: label('加入购物车', 'Added to cart'),
    icon: 'shopping-bag',
    from: ['page', 'program', 'house'],
    sentence: label('把 {name} 加入购物车', 'Put {name} into the cart'),
    fields: {
      code: text(label('编码', 'Code')),
      name: text(label('名称', 'Name')),
      quantity: decimal(label('数量', 'Quantity')),
    },
  }),
]
