import type { UnitOfWork } from '@lianke/kernel'

const idsOf = async (work: UnitOfWork, condition: string, ids: readonly string[]): Promise<string[]> =>
  (await work.sql<{ id: string }>(`select o.id from commerce_order o where o.id = any($1::uuid[]) and ${condition}`, [ids])).map(
    ({ id }) => id,
  )

/** Of some orders, those with something on them and somebody who buys it. */
export const ordersWithLines = (work: UnitOfWork, ids: readonly string[]): Promise<string[]> =>
  idsOf(
    work,
    `coalesce(o.person, o.account) is not null
    and exists (select 1 from commerce_order_line l where l."order" = o.id and l.deleted_at is null)`,
    ids,
  )

/** Those on which money is still open. */
export const ordersWithOpen = (work: UnitOfWork, ids: readonly string[]): Promise<string[]> =>
  idsOf(work, 'o.total - coalesce(o.paid, 0) > 0', ids)

/** Those for which no money is kept. */
export const ordersWithoutMoney = (work: UnitOfWork, ids: readonly string[]): Promise<string[]> =>
  idsOf(work, 'coalesce(o.paid, 0) = 0', ids)
