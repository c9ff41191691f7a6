import { defineModule, label } from '@lianke/kernel'
import { bookCurrency, entryCurrency } from './checks/price-currency.check.ts'
import { orderCurrency } from './checks/order-currency.check.ts'
import { orderCredit } from './checks/order-credit.check.ts'
import { anyPrice, orderPrices as soldAsListed } from './checks/order-prices.check.ts'
import { paymentAllocations } from './checks/payment-allocations.check.ts'
import { paymentStands } from './checks/payment-stands.check.ts'
import { orderAllocate } from './commands/order-allocate.command.ts'
import { orderCancel } from './commands/order-cancel.command.ts'
import { orderComplete } from './commands/order-complete.command.ts'
import { orderConfirm } from './commands/order-confirm.command.ts'
import { orderDeliver } from './commands/order-deliver.command.ts'
import { orderPlace } from './commands/order-place.command.ts'
import { orderPrices } from './commands/order-prices.command.ts'
import { orderReceive } from './commands/order-receive.command.ts'
import { paymentAllocate } from './commands/payment-allocate.command.ts'
import { paymentRecord } from './commands/payment-record.command.ts'
import { paymentReverse } from './commands/payment-reverse.command.ts'
import { prepaymentApply } from './commands/prepayment-apply.command.ts'
import { prepaymentRefund } from './commands/prepayment-refund.command.ts'
import { commerceConditions } from './conditions/commerce.conditions.ts'
import { commerceEvents } from './events/commerce.events.ts'
import { accountCredit } from './fields/account-credit.field.ts'
import { personOrderFields } from './fields/person-orders.field.ts'
import { accountPrepayment, prepayment } from './ledgers/prepayment.ledger.ts'
import { order } from './objects/order.object.ts'
import { orderLine } from './objects/order-line.object.ts'
import { payment } from './objects/payment.object.ts'
import { paymentAllocation } from './objects/payment-allocation.object.ts'
import { priceBook } from './objects/price-book.object.ts'
import { priceBookEntry } from './objects/price-book-entry.object.ts'
import { product } from './objects/product.object.ts'
import { prepaid } from './migrations/prepaid.ts'
import { onOrderCounts } from './reactions/on-order-counts.reaction.ts'
import { discountMax } from './settings/discount.setting.ts'
import { grants } from './roles/granted.role.ts'
import { ordersOfMonth } from './charts/orders.chart.ts'

/** Products, prices, orders and the money for them. */
export const commerceModule = defineModule({
  name: 'commerce',
  label: label('交易', 'Commerce'),
  area: 'sales',
  objects: [order, orderLine, payment, paymentAllocation, product, priceBook, priceBookEntry],
  grants,
  charts: [ordersOfMonth],
  ledgers: [prepayment, accountPrepayment],
  fields: [...personOrderFields, accountCredit],
  checks: [orderCurrency, entryCurrency, bookCurrency, soldAsListed, orderCredit, paymentStands, paymentAllocations],
  migrations: [prepaid],
  settings: [discountMax],
  rights: [{ name: anyPrice, label: label('低于最低价销售', 'Sell below the lowest price') }],
  events: commerceEvents,
  conditions: commerceConditions,
  commands: [
    orderPlace,
    orderPrices,
    orderConfirm,
    orderReceive,
    orderDeliver,
    orderComplete,
    orderCancel,
    orderAllocate,
    paymentRecord,
    paymentAllocate,
    paymentReverse,
    prepaymentApply,
    prepaymentRefund,
  ],
  reactions: [onOrderCounts],
  words: {
    'refusal.order.no_quantity': label('数量不能为零', 'A quantity cannot be zero'),
    'refusal.order.unknown_product': label('产品不存在', 'There is no such product'),
    'refusal.order.product_stopped': label('产品 {name} 已停售', 'Product {name} is no longer sold'),
    'refusal.order.no_price': label('产品 {name} 没有价格，请填写单价', 'Product {name} has no price; give a unit price'),
    'refusal.order.discount_over_limit': label(
      '{name} 的价格低于允许的最低价',
      'The price of {name} is below the lowest allowed',
    ),
    'refusal.order.currency_not_listed': label('{name} 没有 {currency} 的价格', '{name} has no price in {currency}'),
    'refusal.order.other_currency': label(
      '订单的币种是 {currency}，{name} 填的是 {given}',
      'The order is in {currency}, but {name} is in {given}',
    ),
    'refusal.price_book.other_currency': label(
      '价目表 {name} 的币种是 {currency}，不能填 {given} 的价格',
      'Price book {name} is in {currency} and takes no price in {given}',
    ),
    'refusal.price_book.has_prices': label(
      '价目表 {name} 里已有 {currency} 的价格，不能换币种',
      'Price book {name} has prices in {currency}; its currency stays',
    ),
    'refusal.order.not_draft': label('订单 {number} 不是草稿', 'Order {number} is not a draft'),
    'refusal.order.not_confirmed': label(
      '订单 {number} 还没有确认，或者已经发货',
      'Order {number} is not confirmed, or delivered already',
    ),
    'refusal.order.not_open': label('订单 {number} 还没有确认，或者已经结束', 'Order {number} is not confirmed, or over already'),
    'refusal.order.price_book_not_in_force': label(
      '价目表没有启用，或者不在有效期内',
      'The price book is not active, or not of this day',
    ),
    'refusal.order.over_credit': label(
      '超出信用额度 {limit}：下单后欠款 {owed}',
      'Over the credit limit of {limit}: {owed} would be owed',
    ),
    'refusal.order.already_cancelled': label('订单 {number} 已取消', 'Order {number} is already cancelled'),
    'refusal.order.already_delivered': label(
      '订单 {number} 已发货，请改为退货',
      'Order {number} is delivered; make a return instead',
    ),
    'refusal.order.has_payments': label('订单 {number} 已有收款，请先退款', 'Order {number} has payments; refund them first'),
    'refusal.payment.already_reversed': label('收款 {number} 已经冲销', 'Payment {number} is reversed already'),
    'refusal.payment.closed': label('收款 {number} 已经冲销，不能再改', 'Payment {number} is reversed; it stands as it is'),
    'refusal.payment.stands': label(
      '收款 {number} 已登记，不能再改；记错了请冲销后重新登记',
      'Payment {number} is recorded and stands; reverse a wrong one and record it anew',
    ),
    'refusal.payment.prepaid_differs': label(
      '剩余 {left} 与转入预收的 {prepaid} 不符，请用「分配收款」',
      '{left} is left over but {prepaid} went to the prepayment; allocate the payment instead',
    ),
    'refusal.payment.prepaid_not_brought': label(
      '转入预收由收款操作产生，不能导入',
      'What went to the prepayment follows from acts and cannot be brought',
    ),
    'refusal.payment.received_in': label('收款的币种是 {currency}', 'The payment is in {currency}'),
    'refusal.payment.other_buyer': label('订单 {number} 是别的客户的', 'Order {number} is another buyer’s'),
    'refusal.payment.order_twice': label('订单 {number} 重复了', 'Order {number} is there twice'),
    'refusal.payment.nothing_left': label('收款 {number} 没有剩余可分配', 'Nothing of payment {number} is left to allocate'),
    'refusal.payment.is_reversal': label('{number} 本身是冲销单，不能再冲销', '{number} is itself a reversal'),
    'refusal.payment.no_amount': label('金额不能为零', 'The amount cannot be zero'),
    'refusal.payment.allocated_too_much': label('分配到订单的金额超过收款金额', 'More is allocated than was received'),
    'refusal.payment.order_not_open': label(
      '订单 {number} 未确认或已取消，不能收款',
      'Order {number} is a draft or cancelled and cannot be paid',
    ),
    'refusal.payment.other_currency': label('订单 {number} 的币种是 {currency}', 'Order {number} is in {currency}'),
    'refusal.payment.no_holder': label('请指定客户或企业', 'Say whose prepayment it is: a person or an account'),
    'refusal.payment.prepayment_unallocated': label(
      '用预收款支付时，金额要全部分配到订单',
      'What is paid from prepayment must all go to orders',
    ),
    'refusal.prepayment.nothing_open': label('订单 {number} 没有待付金额', 'Nothing is open on order {number}'),
    'refusal.prepayment.nothing_there': label('没有 {currency} 的预收款', 'There is no prepayment in {currency}'),
    'refusal.payment.overpaid': label(
      '订单 {number} 总额 {total}，已收 {paid}，这笔金额超出',
      'Order {number}: total {total}, paid {paid}; this amount is too much',
    ),
  },
})
