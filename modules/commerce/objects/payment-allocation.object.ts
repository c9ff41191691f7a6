import { defineObject, label, money, reference } from '@lianke/kernel'

/** How much of a payment belongs to which order. */
export const paymentAllocation = defineObject({
  name: 'commerce.payment_allocation',
  label: label('收款分配', 'Allocation'),
  plural: label('收款分配', 'Allocations'),
  icon: 'split',
  title: 'order',
  fields: {
    payment: reference(label('收款', 'Payment'), 'commerce.payment', {
      required: true,
      fixed: true,
      inList: true,
      onDelete: 'cascade',
    }),
    order: reference(label('订单', 'Order'), 'commerce.order', { required: true, fixed: true, inList: true, onDelete: 'refuse' }),
    amount: money(label('金额', 'Amount'), { required: true, inList: true }),
  },
  access: { inherit: 'payment' },
  partOf: { object: 'commerce.payment', reference: 'payment' },
  uniqueTogether: [['payment', 'order']],
})
