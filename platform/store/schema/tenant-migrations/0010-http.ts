export const id = '0010-http'
export const sql = `
create table setting (
  name text primary key, value jsonb, sealed text, updated_by text, updated_at timestamptz not null default now());
create table idempotency (
  actor text not null, key text not null, request bytea not null, status integer, headers jsonb, body text, created_at timestamptz not null default now(),
  primary key (actor, key));
create index idempotency_created on idempotency (created_at);
create table stored_file (
  id uuid primary key, name text not null, type text not null, size bigint not null, sha256 text not null, width integer, height integer,
  place text not null, object text, record uuid, created_by text, created_at timestamptz not null default now(), deleted_at timestamptz);
create index stored_file_record on stored_file (object, record);
`
