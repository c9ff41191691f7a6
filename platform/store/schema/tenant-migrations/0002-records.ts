export const id = '0002-records'
export const sql = `
create table record_source (
  object text not null, source text not null, source_id text not null, record_id uuid not null,
  primary key (object, source, source_id));
create index record_source_record on record_source (record_id);
create table record_grant (
  id bigint generated always as identity primary key,
  object text not null, record uuid not null,
  principal_kind text not null check (principal_kind in ('user', 'department', 'role')), principal uuid not null,
  level text not null check (level in ('read', 'write')), source text not null default 'manual', expires_at timestamptz,
  created_by uuid, created_at timestamptz not null default now(),
  unique (object, record, principal, source));
create index record_grant_principal on record_grant (principal, object, record);
create table sharing_rule (
  id uuid primary key default gen_random_uuid(), name text, object text not null, filter jsonb not null, principals uuid[] not null,
  level text not null check (level in ('read', 'write')), active boolean not null default true,
  created_by uuid, created_at timestamptz not null default now());
create table auto_number (
  object text not null, field text not null, period text not null, value bigint not null,
  primary key (object, field, period));
`
