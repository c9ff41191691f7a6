import { account } from '@lianke/customer/contract'
import { defineField, label, money } from '@lianke/kernel'

/** How much a company may owe on its orders; no limit while it is empty. */
export const accountCredit = defineField({
  on: account,
  name: 'credit_limit',
  field: money(label('信用额度', 'Credit limit'), { min: 0, section: label('交易', 'Trade') }),
})
