export const id = '0020-jobs'
export const sql = `
create table job_run (
  id bigint primary key, tenant text not null, job text not null, status text not null check (status in ('running', 'done', 'failed', 'cancelled')),
  attempt integer not null default 1, done bigint, total bigint, problem text, started_at timestamptz not null default now(), finished_at timestamptz);
create index job_run_tenant on job_run (tenant, started_at desc);
create index job_run_finished on job_run (finished_at);
create table job_worker (id text primary key, seen_at timestamptz not null default now());
create table job_cron (tenant text not null, job text not null, last_at timestamptz not null, primary key (tenant, job));
-- The only thing a tenant's role may do here. A tenant asks for its own work only: its role, not the argument, decides.
create function enqueue_job(for_tenant text, job text, payload json, run_at timestamptz, key text, attempts_max integer) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  caller text := current_setting('role');
  made bigint;
begin
  if caller like 't\\_%' and caller <> 't_' || for_tenant then
    raise exception 'a tenant enqueues its own work only' using errcode = '42501';
  end if;
  select (lianke_jobs.add_job(job, json_build_object('tenant', for_tenant, 'payload', payload), null, run_at, attempts_max,
    case when key is null then null else for_tenant || ':' || job || ':' || key end)).id into made;
  return made;
end $$;
revoke all on function enqueue_job(text, text, json, timestamptz, text, integer) from public;
grant usage on schema lianke to public;
grant execute on function enqueue_job(text, text, json, timestamptz, text, integer) to public;
`
