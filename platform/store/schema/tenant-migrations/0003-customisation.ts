export const id = '0003-customisation'
export const sql = `
create table customisation (single boolean primary key default true check (single), version integer not null);
insert into customisation (version) values (0);
create table custom_object (
  name text primary key check (name ~ '^custom\\.c_[a-z0-9_]{1,40}$'), definition jsonb not null,
  created_by uuid, created_at timestamptz not null default now(), archived_at timestamptz);
create table custom_field (
  object text not null, name text not null check (name ~ '^c_[a-z0-9_]{1,40}$'), field jsonb not null,
  position integer generated always as identity,
  created_by uuid, created_at timestamptz not null default now(), archived_at timestamptz,
  primary key (object, name));
`
