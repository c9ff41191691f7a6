/** Frozen versions, runs, what runs ask for, and how many passed each node. */
export const processMigrations = [
  {
    id: 'journey-0001-runs',
    sql: `
      create table if not exists journey_version (
        journey uuid not null, version integer not null, state text not null check (state in ('running', 'paused', 'ended')),
        graph jsonb not null, trigger jsonb not null, reentry jsonb not null, goal jsonb, exit jsonb, published_at timestamptz not null,
        primary key (journey, version)
      );
      create table if not exists journey_run (
        id uuid primary key, journey uuid not null, version integer not null, person uuid not null, entry_key text not null,
        node text not null, outlet text, status text not null check (status in ('active', 'waiting', 'ended')),
        due_at timestamptz, wait_event text, wait_where jsonb, state jsonb not null default '{}',
        cause uuid, hops smallint not null default 0, started_at timestamptz not null, entered_at timestamptz not null, ended_at timestamptz, end_reason text,
        passed integer not null default 0,
        unique (journey, version, person, entry_key)
      ) with (fillfactor = 70);
      create index if not exists journey_run_active on journey_run (entered_at, id) where status = 'active';
      create index if not exists journey_run_due on journey_run (due_at) where status = 'waiting' and due_at is not null;
      create index if not exists journey_run_awaited on journey_run (wait_event) where status = 'waiting' and wait_event is not null;
      create index if not exists journey_run_person on journey_run (person, status);
      create index if not exists journey_run_node on journey_run (journey, version, node) where status <> 'ended';
      create table if not exists journey_ask (
        id uuid primary key, key text not null, channel text not null, action text not null, person uuid, content jsonb not null, cause uuid, hops smallint not null
      );
      create table if not exists journey_node_count (
        journey uuid not null, version integer not null, node text not null, entered bigint not null default 0, primary key (journey, version, node)
      );
    `,
  },
  {
    id: 'journey-0002-trail',
    sql: `
      alter table journey_run add column if not exists trail jsonb not null default '[]';
      alter table journey_node_count add column if not exists failed bigint not null default 0;
    `,
  },
  // Any record may walk, through a definition of any kind; what there was were journeys of persons.
  {
    id: 'process-0001-subjects',
    sql: `
      alter table journey_version rename to process_version;
      alter table journey_run rename to process_run;
      alter table journey_node_count rename to process_node_count;
      alter table journey_ask rename to process_ask;
      alter table process_version rename column journey to process;
      alter table process_node_count rename column journey to process;
      alter table process_run rename column journey to process;
      alter table process_version add column if not exists kind text not null default 'journey',
        add column if not exists subject_object text not null default 'customer.person', add column if not exists condition jsonb;
      alter table process_version alter column kind drop default, alter column subject_object drop default;
      alter table process_version drop constraint if exists journey_version_state_check;
      alter table process_version add constraint process_version_state_check check (state in ('running', 'paused', 'stopped', 'ended'));
      alter table process_run add column if not exists subject_object text not null default 'customer.person', add column if not exists subject uuid;
      alter table process_run alter column subject_object drop default;
      update process_run set subject = person;
      alter table process_run alter column subject set not null, alter column person drop not null;
      alter table process_run drop constraint if exists journey_run_journey_version_person_entry_key_key;
      alter table process_run add constraint process_run_once unique (process, version, subject, entry_key);
      alter index journey_run_active rename to process_run_active;
      alter index journey_run_due rename to process_run_due;
      alter index journey_run_awaited rename to process_run_awaited;
      alter index journey_run_node rename to process_run_node;
      drop index journey_run_person;
      create index if not exists process_run_subject on process_run (subject, status);
      create index if not exists process_run_person on process_run (person, status) where person <> subject;
      create index if not exists process_run_failed on process_run (process) where end_reason = 'failed';
      update fact_cursor set reader = 'process' where reader = 'journey';
      update fact_dead set reader = 'process' where reader = 'journey';
    `,
  },
  // How far the clock of a definition has been worked; `tick` and `after`: of one that is being worked, up to which record.
  {
    id: 'process-0002-clock',
    sql: `
      create table if not exists process_clock (
        process uuid primary key, until timestamptz not null, tick timestamptz, after uuid, next_at timestamptz
      );
    `,
  },
  // Addresses from which programs outside start a process.
  {
    id: 'process-0003-hook',
    sql: `create table if not exists process_hook (process uuid primary key, secret_hash text not null, made_at timestamptz not null);`,
  },
  // A run that another one waits for names it, until that one has been told of its end.
  {
    id: 'process-0004-parents',
    sql: `
      alter table process_run add column if not exists parent uuid;
      create index if not exists process_run_parent on process_run (parent) where parent is not null;
      create index if not exists process_run_parent_due on process_run (parent) where parent is not null and status = 'ended';
    `,
  },
  // Calls of programs outside that runs wait for.
  {
    id: 'process-0005-calls',
    sql: `
      create table if not exists process_call (
        run uuid primary key, node text not null, request jsonb not null, asked_at timestamptz not null, leased_until timestamptz
      );
    `,
  },
] as const
