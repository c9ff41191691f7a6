export const id = '0031-ledgers'
export const sql = `
create table ledger_proof (
  ledger text primary key, proved_at timestamptz not null, accounts bigint not null, entries bigint not null, differences jsonb not null);
`
