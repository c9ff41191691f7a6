export const id = '0040-behaviour'
/**
 * record_removal: what went with a deletion, so that a restore brings all of it back: the record itself and those that fell with it
 * (field null), and references to it that were cleared (field and the value they had).
 * record_state: how long a record stood in which state.
 */
export const sql = `
create table record_removal (
  removal uuid not null, object text not null, record uuid not null, field text not null default '', value uuid,
  root boolean not null default false, removed_at timestamptz not null,
  primary key (removal, object, record, field));
create index record_removal_record on record_removal (object, record) where field = '';
create table record_state (
  object text not null, record uuid not null, field text not null, state text not null,
  entered_at timestamptz not null, left_at timestamptz, entered_by uuid, next text,
  primary key (object, record, field, entered_at, state));
create index record_state_open on record_state (object, record) where left_at is null;
`
