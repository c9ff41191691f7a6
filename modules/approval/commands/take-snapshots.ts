import type { Row, UnitOfWork } from '@lianke/kernel'

/** What records hold as they are submitted is kept, in place of what was kept before: one statement. */
export const takeSnapshots = async (
  work: UnitOfWork,
  taken: readonly { readonly request: string; readonly row: Row }[],
): Promise<void> => {
  if (taken.length === 0) return
  const rows = taken.map(({ request, row }) => ({
    request,
    held: Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined)),
  }))
  await work.sql(
    `insert into approval_snapshot (request, taken_at, held)
      select request, $2, held from jsonb_to_recordset($1::jsonb) as t (request uuid, held jsonb)
      on conflict (request) do update set taken_at = excluded.taken_at, held = excluded.held`,
    [JSON.stringify(rows), work.now],
  )
}
