import { decimal, defineObject, integer, label, money, reference, text } from '@lianke/kernel'
import { lineTotal } from '../rules/order-sums.rule.ts'

/** One product of an order, written with it. The name is kept as it was sold; the amount follows. */
export const orderLine = defineObject({
  name: 'commerce.order_line',
  label: label('订单明细', 'Order line'),
  plural: label('订单明细', 'Order lines'),
  icon: 'list',
  title: 'name',
  fields: {
    order: reference(label('订单', 'Order'), 'commerce.order', {
      required: true,
      fixed: true,
      inList: true,
      onDelete: 'cascade',
    }),
    position: integer(label('行号', 'Line'), { min: 1, max: 10_000, inList: true }),
    product: reference(label('产品', 'Product'), 'commerce.product', { inList: true, onDelete: 'refuse' }),
    name: text(label('名称', 'Name'), { max: 300, inList: true }),
    quantity: decimal(label('数量', 'Quantity'), { required: true, scale: 4, default: '1', inList: true }),
    price: money(label('单价', 'Unit price'), { decimals: 4, required: true, inList: true }),
    discount: money(label('优惠', 'Discount')),
    total: money(label('金额', 'Amount'), { inList: true }),
    remark: text(label('备注', 'Remark'), { max: 500 }),
  },
  access: { inherit: 'order' },
  partOf: { object: 'commerce.order', reference: 'order' },
  derive: {
    fields: ['total'],
    compute: ({ row }) => ({ total: row.price && row.quantity ? lineTotal(row.quantity, row.price, row.discount) : null }),
  },
  indexes: [['product', '-created_at']],
})
