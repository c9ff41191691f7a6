export const id = '0080-cold-facts'
/** Months of the ledger that lie in a file, because they are older than the company keeps them at hand. */
export const sql = `
create table fact_cold (
  month text primary key check (month ~ '^fact_\\d{4}_\\d\\d$'), place text not null, facts bigint not null, bytes bigint not null,
  sha256 text not null, written_at timestamptz not null default now());
`
