import { account, person } from '@lianke/customer/contract'
import { defineLedger, label, money, reference } from '@lianke/kernel'

const balance = money(label('预收余额', 'Prepaid'))

/** What a person has paid and not yet spent, by currency. */
export const prepayment = defineLedger({
  name: 'commerce.prepayment',
  label: label('预收款', 'Prepayment'),
  plural: label('预收款', 'Prepayments'),
  icon: 'wallet',
  account: {
    person: reference(label('客户', 'Person'), person, { required: true, inList: true, onDelete: 'refuse' }),
  },
  amount: balance,
  access: { inherit: 'person' },
  person: 'person',
})

/** The same of a company: a ledger of its own, because it is seen by whoever sees the company. */
export const accountPrepayment = defineLedger({
  name: 'commerce.account_prepayment',
  label: label('企业预收款', 'Company prepayment'),
  plural: label('企业预收款', 'Company prepayments'),
  icon: 'wallet',
  account: {
    account: reference(label('企业', 'Account'), account, { required: true, inList: true, onDelete: 'refuse' }),
  },
  amount: balance,
  access: { inherit: 'account' },
})
