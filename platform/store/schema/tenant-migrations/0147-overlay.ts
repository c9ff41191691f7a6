export const id = '0147-overlay'
/**
 * overlay: what a company says over the release's definitions, of an object (`field` empty) or a field of it; json, not jsonb: order is kept.
 * definition_change: every change of what is defined, with what stood before and after.
 */
export const sql = `
create table overlay (
  object text not null, field text not null default '', said json not null default '{}', version integer not null default 0,
  changed_by uuid, changed_at timestamptz not null default now(), primary key (object, field));
create table definition_change (
  id uuid primary key, object text not null, field text not null default '', kind text not null, before json, after json,
  by uuid, at timestamptz not null default clock_timestamp(), undoes uuid, undone_by uuid);
create index definition_change_object on definition_change (object, at desc, id);
alter table custom_field add column version integer not null default 1;
`
