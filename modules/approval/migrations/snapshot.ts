/** What records held as they were submitted: no object, because its values have no rights of their own. */
export const snapshotTable = {
  id: 'approval-0001-snapshot',
  sql: `create table if not exists approval_snapshot (
      request uuid primary key, taken_at timestamptz not null, held jsonb not null)`,
}
