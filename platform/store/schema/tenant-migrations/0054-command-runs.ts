export const id = '0054-command-runs'
/**
 * command_run: an act on many records, by whoever asked for it.
 * command_run_row: the records it is for, found once when it began, and what became of each.
 * command_run_set: one line per committed set: what resumes after a crash, and (by its transaction) which facts an undo takes back.
 */
export const sql = `
create table command_run (
  id uuid primary key, command text not null, object text not null, input jsonb not null,
  status text not null check (status in ('running', 'done', 'failed', 'cancelled', 'undoing', 'undone')),
  total integer not null default 0, done integer not null default 0, changed integer not null default 0, refused integer not null default 0,
  restored integer not null default 0, kept integer not null default 0,
  problem jsonb, actor_kind text not null, actor text not null, actor_name text, locale text not null,
  created_at timestamptz not null default now(), finished_at timestamptz);
create index command_run_actor on command_run (actor, created_at desc);
create table command_run_row (
  run uuid not null references command_run on delete cascade, place integer not null, record uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'changed', 'same', 'refused')), refusal jsonb, primary key (run, place));
create index command_run_row_refused on command_run_row (run, place) where state = 'refused';
create table command_run_set (
  run uuid not null references command_run on delete cascade, first integer not null, last integer not null, xid xid8 not null default pg_current_xact_id(),
  undone boolean not null default false, primary key (run, first));
`
