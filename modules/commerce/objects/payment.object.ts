import { account, person } from '@lianke/customer/contract'
import { autoNumber, datetime, defineObject, label, longText, money, option, reference, select, text } from '@lianke/kernel'
import { units } from '../rules/amount.rule.ts'
import { paymentAllocation } from './payment-allocation.object.ts'

/** Money received (positive) or returned (negative), told apart over orders by its allocations. */
export const payment = defineObject({
  name: 'commerce.payment',
  label: label('收款', 'Payment'),
  plural: label('收款', 'Payments'),
  icon: 'wallet',
  title: 'payment_number',
  fields: {
    payment_number: autoNumber(label('收款单号', 'Payment number'), {
      pattern: 'RC{yyyy}{mm}{dd}-{n:5}',
      search: 'code',
      inList: true,
    }),
    person: reference(label('客户', 'Person'), person, { inList: true, onDelete: 'refuse' }),
    account: reference(label('企业', 'Account'), account, { inList: true, onDelete: 'refuse' }),
    amount: money(label('金额', 'Amount'), { required: true, inList: true, indexed: true }),
    method: select(label('方式', 'Method'), {
      required: true,
      default: 'bank',
      inList: true,
      options: [
        option('bank', '银行转账', 'Bank transfer', 'blue'),
        option('wechat', '微信', 'WeChat Pay', 'green'),
        option('alipay', '支付宝', 'Alipay', 'cyan'),
        option('cash', '现金', 'Cash', 'orange'),
        option('card', '刷卡', 'Card', 'purple'),
        option('prepayment', '预收款', 'Prepayment', 'gold'),
        option('other', '其他', 'Other', 'grey'),
      ],
    }),
    kind: select(label('类型', 'Kind'), {
      required: true,
      default: 'receipt',
      inList: true,
      options: [
        option('receipt', '收款', 'Receipt', 'green'),
        option('refund', '退款', 'Refund', 'red'),
        // No new money: what was received before is given to an order, or taken from it again.
        option('prepayment', '预收冲抵', 'From prepayment', 'gold'),
      ],
    }),
    status: select(label('状态', 'Status'), {
      default: 'valid',
      inList: true,
      options: [
        option('valid', '有效', 'Valid', 'green'),
        option('reversed', '已冲销', 'Reversed', 'grey'),
        option('reversal', '冲销单', 'Reversal', 'red'),
      ],
    }),
    reverses: reference(label('冲销的收款', 'Reverses'), 'commerce.payment', { unique: true, onDelete: 'refuse' }),
    // What of it is in the buyer's prepayment; nothing stands there for what was brought from elsewhere or has no buyer yet.
    prepaid: money(label('转入预收', 'To prepayment')),
    paid_at: datetime(label('到账时间', 'Paid at'), { required: true, indexed: true, inList: true }),
    reference_number: text(label('流水号', 'Reference'), { max: 80, unique: true, search: 'code', inList: true }),
    remark: longText(label('备注', 'Remark'), { max: 2000 }),
  },
  access: { inherit: 'person' },
  person: 'person',
  ratedOn: 'paid_at',
  parts: { allocations: paymentAllocation },
  derive: {
    fields: ['kind'],
    compute: ({ row }) => ({
      kind: row.method === 'prepayment' ? 'prepayment' : units(row.amount?.amount) < 0n ? 'refund' : 'receipt',
    }),
  },
  written: {
    status: 'commands',
    reverses: 'commands',
    amount: 'commands',
    method: 'commands',
    person: 'commands',
    account: 'commands',
    paid_at: 'commands',
    prepaid: 'commands',
    allocations: 'commands',
  },
  createBy: 'payment.record',
  removeBy: 'payment.reverse',
  indexes: [['owner', '-paid_at']],
  sort: '-paid_at',
})
