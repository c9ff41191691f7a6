import type { UnitOfWork } from '@lianke/kernel'

/** Money of an order's buyer: the company's where there is one, else the person's. */
const balance = `(case when o.account is not null
    then (select b.balance from commerce_account_prepayment b where b.account = o.account and b.balance_currency = o.total_currency and b.deleted_at is null)
    else (select b.balance from commerce_prepayment b where b.person = o.person and b.balance_currency = o.total_currency and b.deleted_at is null) end)`
const open = `o.id = any($1::uuid[]) and o.total - coalesce(o.paid, 0) > 0 and ${balance} > 0`

const idsOf = async (work: UnitOfWork, condition: string, ids: readonly string[]): Promise<string[]> =>
  (await work.sql<{ id: string }>(`select o.id from commerce_order o where ${condition}`, [ids])).map(({ id }) => id)

/** Of some orders, those that something is open on and whose buyer has prepaid in their currency. */
export const ordersToPay = (work: UnitOfWork, ids: readonly string[]): Promise<string[]> => idsOf(work, open, ids)

/** Those of them whose buyer has a payment of which something is left. */
export const ordersToAllocate = (work: UnitOfWork, ids: readonly string[]): Promise<string[]> =>
  idsOf(
    work,
    `${open} and exists (select 1 from commerce_payment p where p.deleted_at is null and p.status = 'valid' and p.prepaid > 0
      and p.amount_currency = o.total_currency
      and case when o.account is not null then p.account = o.account else p.account is null and p.person = o.person end)`,
    ids,
  )
