import { account } from '@lianke/customer/contract'
import { defineCheck, withFields } from '@lianke/kernel'
import { moneyOf, units } from '../rules/amount.rule.ts'
import { accountCredit } from '../fields/account-credit.field.ts'
import { order } from '../objects/order.object.ts'

const owing = new Set<string>(['confirmed', 'delivered', 'completed'])
const company = withFields(account, [accountCredit])

/** A company buys on credit up to its limit: what it owes on orders that count, this one included, in the currency of the limit. The company is locked, so that two orders at once cannot both take the last of it. */
export const orderCredit = defineCheck({
  name: 'order.credit',
  on: order,
  when: ['status', 'account', 'lines'],
  run: async (work, rows, { migrating }) => {
    if (migrating) return []
    const asked = rows.filter(({ row }) => row.status && owing.has(row.status) && row.account)
    if (asked.length === 0) return []
    const ids = [...new Set(asked.map(({ row }) => row.account ?? ''))]
    const accounts = await work.records.find(company, ids, { fields: ['credit_limit'], forUpdate: true })
    const owed = await work.sql<{ account: string; currency: string; owed: string }>(
      `select account, total_currency as currency, sum(total - coalesce(paid, 0))::text as owed from commerce_order
       where account = any($1::uuid[]) and not id = any($2::uuid[]) and deleted_at is null and status = any($3::text[]) group by 1, 2`,
      [ids, asked.map(({ row }) => row.id), [...owing]],
    )
    const sums = new Map(owed.map((row) => [`${row.account} ${row.currency}`, units(row.owed)]))
    return rows.flatMap(({ row }, index) => {
      const limit = asked.some((one) => one.row === row) ? (accounts.get(row.account ?? '')?.credit_limit ?? null) : null
      const { total } = row
      if (!limit || !total || total.currency !== limit.currency) return []
      const key = `${row.account} ${limit.currency}`
      const after = (sums.get(key) ?? 0n) + units(total.amount) - units(row.paid?.amount)
      sums.set(key, after)
      return after <= units(limit.amount)
        ? []
        : [
            {
              index,
              code: 'order.over_credit',
              path: '/account',
              params: { limit: `${limit.amount} ${limit.currency}`, owed: moneyOf(after, limit.currency).amount },
              inTheWay: { object: account.name, id: row.account ?? '' },
            },
          ]
    })
  },
})
