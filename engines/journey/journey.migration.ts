/** Frozen versions, runs, what runs ask for, and how many passed each node. */
export const journeyMigrations = [
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
] as const
