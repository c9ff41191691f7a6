export const id = '0121-own-events'
/**
 * custom_event: events that a company described itself. `fields` is json, not jsonb: properties stay in the order in which they were declared.
 * event_seen: properties that were told and are not declared; `kinds`: what its values could be declared as, '' what nothing could be. `found`: names that were told before events had to be described are described.
 */
export const sql = `
create table custom_event (
  name text primary key check (name ~ '^[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*$' and length(name) <= 100),
  label jsonb not null, description text, sources text[] not null, timeline boolean not null default true, fields json not null default '{}',
  version integer not null default 1, created_by uuid, created_at timestamptz not null default now(), changed_at timestamptz not null default now(), archived_at timestamptz);
create table event_seen (
  event text not null, property text not null, kinds text[] not null, count bigint not null, sample jsonb,
  first_at timestamptz not null default clock_timestamp(), last_at timestamptz not null default clock_timestamp(),
  primary key (event, property));
alter table customisation add column events_found boolean not null default false;
`
