import type { UnitOfWork } from '@lianke/kernel'

/**
 * Of some payments, those that can be told apart otherwise than they are: they have orders now (what is from the prepayment must go to another
 * one), or their buyer has an order that is open and what is left of them is still there.
 */
export const paymentsToAllocate = async (work: UnitOfWork, ids: readonly string[]): Promise<string[]> => {
  const found = await work.sql<{ id: string }>(
    `select p.id from commerce_payment p where p.id = any($1::uuid[]) and (
       (p.method <> 'prepayment' and exists (select 1 from commerce_payment_allocation a where a.payment = p.id and a.deleted_at is null))
       or (coalesce(p.prepaid, 0) <= 0 or case when p.account is not null
             then exists (select 1 from commerce_account_prepayment b where b.account = p.account and b.balance_currency = p.amount_currency and b.balance > 0)
             else exists (select 1 from commerce_prepayment b where b.person = p.person and b.balance_currency = p.amount_currency and b.balance > 0) end)
         and exists (select 1 from commerce_order o where o.deleted_at is null and o.status in ('confirmed', 'delivered', 'completed')
           and o.payment_status in ('unpaid', 'partly_paid') and o.total_currency = p.amount_currency and sign(o.total) = sign(p.amount)
           and case when p.account is not null then o.account = p.account
                 when p.person is not null then o.account is null and o.person = p.person else true end))`,
    [ids],
  )
  return found.map(({ id }) => id)
}
