import type { Transaction } from '@lianke/platform'

const childrenMax = 5000

/**
 * Runs whose called runs have all ended, however they ended, go on. One mover at a time looks: two would each see a child that the other has just
 * counted. Answers how many go on.
 */
export const wakeParents = async (tx: Transaction): Promise<number> => {
  const due = await tx.query({
    text: `select 1 where exists (select 1 from process_run where parent is not null and status = 'ended')
      and pg_try_advisory_xact_lock(hashtext('process parents'), hashtext($1))`,
    values: [tx.tenant],
  })
  if (due.length === 0) return 0
  return tx.execute({
    text: `with told as (select id, parent from process_run where parent is not null and status = 'ended' order by parent limit ${childrenMax}),
        cleared as (
          update process_run r set parent = null from told t where r.id = t.id)
      update process_run p set status = 'active', outlet = 'next' from (select distinct parent from told) t
      where p.id = t.parent and p.status = 'waiting' and p.due_at is null and p.wait_event is null
        and not exists (select 1 from process_run c where c.parent = p.id and c.id not in (select id from told))`,
  })
}
