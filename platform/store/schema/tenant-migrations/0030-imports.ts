export const id = '0030-imports'
export const sql = `
create table import_run (
  id uuid primary key, object text not null, file_name text not null, bytes bigint not null, format jsonb not null, columns jsonb not null,
  mapping jsonb, preset text,
  status text not null check (status in ('new', 'running', 'done', 'failed', 'cancelled', 'undoing', 'undone')),
  rows_estimated integer, rows_done integer not null default 0, created integer not null default 0, updated integer not null default 0,
  unchanged integer not null default 0, refused integer not null default 0, blank integer not null default 0,
  removed integer not null default 0, restored integer not null default 0, kept integer not null default 0,
  problem jsonb, actor_kind text not null, actor text not null, actor_name text,
  created_at timestamptz not null default now(), started_at timestamptz, finished_at timestamptz);
create index import_run_created on import_run (created_at desc);
create table import_chunk (run uuid not null references import_run on delete cascade, part integer not null, bytes bytea not null, primary key (run, part));
/** one line per committed block: what resumes after a crash, and (by its transaction) which facts an undo takes back */
create table import_range (
  run uuid not null references import_run on delete cascade, first integer not null, last integer not null, xid xid8 not null default pg_current_xact_id(),
  undone boolean not null default false, primary key (run, first));
create table import_problem (
  run uuid not null references import_run on delete cascade, row integer not null, position integer not null, path text not null, code text not null,
  params jsonb not null, cells jsonb not null, primary key (run, row, position));
create table import_mapping (object text not null, header text not null, mapping jsonb not null, used_at timestamptz not null default now(), primary key (object, header));
`
