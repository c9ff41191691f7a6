import { type CheckedRowOf, type CheckProblem, defineCheck } from '@lianke/kernel'
import { exact, units } from '../rules/amount.rule.ts'
import { prepaidBy } from '../rules/left-over.rule.ts'
import { payment } from '../objects/payment.object.ts'

type Checked = CheckedRowOf<typeof payment>
const standing = ['amount', 'method', 'person', 'account', 'paid_at'] as const
type Standing = (typeof standing)[number]

/** Values as they are compared: an amount without what it is in the company's own currency, which follows the rates. */
const said = (row: Checked['row'], name: Standing): string | number | null => {
  if (name === 'amount') return row.amount ? `${units(row.amount.amount)} ${row.amount.currency}` : null
  if (name === 'paid_at') return row.paid_at ? Date.parse(row.paid_at) : null
  return row[name] ?? null
}

/**
 * What was received, from whom and when stands fast: a wrong payment is reversed and recorded anew. What is left over stands in the buyer's
 * prepayment to the last digit, whoever writes. Payments brought from elsewhere move nothing there until they are told apart here.
 */
export const paymentStands = defineCheck({
  name: 'payment.stands',
  on: payment,
  when: [...standing, 'allocations', 'prepaid'],
  run: async (_room, rows, { migrating }) =>
    rows.flatMap((checked, index) => [...changed(checked, index, migrating), ...wrongPrepaid(checked, index, migrating)]),
})

const changed = ({ row, before }: Checked, index: number, migrating: boolean): CheckProblem[] => {
  if (!before || (migrating && before.prepaid === null)) return []
  // Whose money it was may be found out later.
  const unknown = before.person === null && before.account === null
  return standing
    .filter((name) => !(unknown && (name === 'person' || name === 'account')) && said(row, name) !== said(before, name))
    .map((name) => ({ index, code: 'payment.stands', path: `/${name}`, params: { number: before.payment_number } }))
}

const wrongPrepaid = ({ row, before, parts }: Checked, index: number, migrating: boolean): CheckProblem[] => {
  const [now, was] = [row.prepaid ?? null, before?.prepaid ?? null]
  if (migrating && now?.amount !== was?.amount) return [{ index, code: 'payment.prepaid_not_brought', path: '/prepaid' }]
  // A reversal takes back what was made of it, also where that had come apart before acts held it together.
  if (now === null || row.status === 'reversal' || row.status === 'reversed') return []
  const expected = prepaidBy(row, parts.allocations)
  const right = units(now.amount) === expected && now.currency === row.amount?.currency
  return right
    ? []
    : [{ index, code: 'payment.prepaid_differs', path: '/allocations', params: { prepaid: now.amount, left: exact(expected) } }]
}
