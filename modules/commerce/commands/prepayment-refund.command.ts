import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { accountPrepayment, prepayment } from '../ledgers/prepayment.ledger.ts'

/** Gives back what somebody has prepaid and will not spend: a payment of its own, out of the balance. */
export const prepaymentRefund = defineCommand({
  name: 'prepayment.refund',
  label: label('退预收款', 'Refund prepayment'),
  may: { object: 'commerce.payment', action: 'create' },
  on: 'commerce.prepayment',
  input: z.strictObject({
    /** The account: a record of either ledger. */
    id: z.uuid(),
    amount: z.string().regex(/^\d{1,12}(\.\d{1,4})?$/),
    method: z.enum(['bank', 'wechat', 'alipay', 'cash', 'card', 'other']).default('bank'),
    reference_number: z.string().trim().max(80).optional(),
    remark: z.string().max(2000).optional(),
  }),
  run: async (room, { id, amount, ...rest }): Promise<unknown> => {
    for (const { name } of [prepayment, accountPrepayment]) {
      const { data } = await room.records.list(name, { filter: { field: 'id', op: 'eq', value: id }, limit: 1 })
      const [found] = data
      if (!found) continue
      const { currency } = found.balance as { currency: string }
      const holder = name === prepayment.name ? { person: found.person } : { account: found.account }
      return room.run('payment.record', { ...rest, ...holder, amount: `-${amount}`, currency })
    }
    return refuse('record.not_found', { status: 404 })
  },
})
