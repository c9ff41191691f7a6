export const id = '0076-following'
/**
 * following: records whose worked-out values are being brought up to date in the background, and how far it has come. `hops` and `far`: those
 * that these references lead to; null: all records of the object, because `fields` are newly defined.
 * computed_field: roll-ups and formulas as their values stand: a definition that is not found here has yet to be filled.
 */
export const sql = `
create table following (
  id uuid primary key, object text not null, fields text[] not null default '{}', hops text[], far uuid[], after uuid,
  done bigint not null default 0, total bigint, asked_at timestamptz not null default now());
create table computed_field (
  object text not null, name text not null, definition text not null, primary key (object, name));
`
