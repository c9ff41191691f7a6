export const id = '0115-rates'
/**
 * rate_change: currencies whose rates changed, from the earliest day on; asked for with the change itself.
 * rebasing: objects whose amounts in these currencies are being given their base amounts anew, and how far that has come. `mark`: the
 * transaction that took the changes over; what was begun before it may still have read the old rates.
 */
export const sql = `
create table rate_change (id uuid primary key default gen_random_uuid(), currency text not null, holds_from date not null);
create table rebasing (
  object text primary key, currencies text[] not null, holds_from date not null, mark xid8 not null default pg_current_xact_id(),
  after uuid, done bigint not null default 0, total bigint);
`
