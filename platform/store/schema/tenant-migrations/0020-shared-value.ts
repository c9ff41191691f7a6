export const id = '0020-shared-value'
export const sql = `
create table shared_value (
  key text primary key,
  /** sealed: tokens of vendors stand here */
  sealed text not null,
  expires_at timestamptz not null
);
create index shared_value_by_expiry on shared_value (expires_at);
`
