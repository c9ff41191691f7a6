import { decimal, defineCommand, label, like, moneyIn, option, refuse, select } from '@lianke/kernel'
import { z } from 'zod'
import { payment } from '../objects/payment.object.ts'
import { accountPrepayment, prepayment } from '../ledgers/prepayment.ledger.ts'

/** Gives back what somebody has prepaid and will not spend: a payment of its own, out of the balance. */
export const prepaymentRefund = defineCommand({
  name: 'prepayment.refund',
  label: label('退预收款', 'Refund prepayment'),
  may: { object: payment, action: 'create' },
  on: prepayment,
  icon: 'wallet',
  place: ['record'],
  fields: {
    amount: decimal(label('金额', 'Amount'), { required: true, scale: 4, min: 0 }),
    method: select(label('方式', 'Method'), {
      required: true,
      default: 'bank',
      options: [
        option('bank', '银行转账', 'Bank transfer', 'blue'),
        option('wechat', '微信', 'WeChat Pay', 'green'),
        option('alipay', '支付宝', 'Alipay', 'cyan'),
        option('cash', '现金', 'Cash', 'orange'),
        option('card', '刷卡', 'Card', 'purple'),
        option('other', '其他', 'Other', 'grey'),
      ],
    }),
    reference_number: like(payment.fields.reference_number),
    remark: like(payment.fields.remark),
  },
  /** The account: a record of either ledger. */
  input: z.strictObject({ id: z.uuid() }),
  done: { words: label('预收款已退', 'The prepayment is given back') },
  run: async (work, { id, amount, ...rest }): Promise<unknown> => {
    for (const { name } of [prepayment, accountPrepayment]) {
      const { data } = await work.records.list(name, { filter: { field: 'id', op: 'eq', value: id }, limit: 1 })
      const [found] = data
      if (!found) continue
      const currency = moneyIn(found.balance)?.currency
      const holder = name === prepayment.name ? { person: found.person } : { account: found.account }
      return work.run('payment.record', { ...rest, ...holder, amount: `-${amount}`, currency })
    }
    return refuse('record.not_found', { status: 404 })
  },
})
