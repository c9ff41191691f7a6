export const id = '0001-fact'
export const sql = `
create sequence fact_seq;
create table fact (
  id uuid not null,
  /** order of writing; right within one window of a reader, because a record's row lock serialises its writers */
  seq bigint not null default nextval('fact_seq'),
  /** the writing transaction: readers tell by it what they have seen */
  xid xid8 not null default pg_current_xact_id(),
  name text not null,
  object text,
  record uuid,
  person uuid,
  payload jsonb not null default '{}',
  before jsonb,
  after jsonb,
  actor_kind text not null check (actor_kind in ('user', 'key', 'system')),
  actor text not null,
  cause uuid,
  hops smallint not null default 0,
  /** a circle of automations ended here: kept for the record, not given to automations */
  stopped boolean not null default false,
  key text,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  /** which shard reads it: all facts of a person are in one slot */
  slot smallint not null generated always as ((uuid_hash_extended(coalesce(person, record, id), 0) & 63)::smallint) stored
) partition by range (recorded_at);
create index fact_by_xid on fact (xid, seq);
create index fact_by_seq on fact (seq);
create index fact_by_person on fact (person, occurred_at desc, seq desc) where person is not null;
create index fact_by_record on fact (object, record, seq desc) where record is not null;
create index fact_by_id on fact (id);
/** net under the months made ahead: a late job must not stop writing */
create table fact_default partition of fact default;
do $$
declare month timestamptz;
begin
  for ahead in 0..3 loop
    month := (date_trunc('month', now() at time zone 'UTC') + ahead * interval '1 month') at time zone 'UTC';
    execute format('create table %I partition of fact for values from (%L) to (%L)', 'fact_' || to_char(month at time zone 'UTC', 'YYYY_MM'),
      month, (month at time zone 'UTC' + interval '1 month') at time zone 'UTC');
  end loop;
end $$;

create table fact_key (
  key text primary key,
  recorded_at timestamptz not null default clock_timestamp()
);
create index fact_key_by_time on fact_key using brin (recorded_at);

create table fact_cursor (
  reader text not null,
  shard smallint not null,
  shards smallint not null,
  /** the reader that must have handled a fact first */
  follows text,
  /** the open window: what to_snapshot sees and from_snapshot does not, in order of seq */
  from_snapshot pg_snapshot not null,
  to_snapshot pg_snapshot not null,
  last_seq bigint not null default 0,
  max_seq bigint not null default 0,
  /** end of a batch whose effect lies outside PostgreSQL, fixed before the effect */
  planned_seq bigint,
  batch integer,
  failures integer not null default 0,
  error text,
  retry_at timestamptz,
  handled bigint not null default 0,
  moved_at timestamptz not null default clock_timestamp(),
  primary key (reader, shard)
) with (fillfactor = 50);

create table fact_dead (
  reader text not null,
  seq bigint not null,
  person uuid,
  body jsonb not null,
  /** null: healthy, but it waits for an earlier fact of the same person */
  error text,
  /** asked to be tried again */
  replay boolean not null default false,
  died_at timestamptz not null default clock_timestamp(),
  primary key (reader, seq)
);
create index fact_dead_by_person on fact_dead (reader, person);

create table reaction_done (
  reaction text not null,
  once text not null,
  done_at timestamptz not null default clock_timestamp(),
  primary key (reaction, once)
);
create index reaction_done_by_time on reaction_done using brin (done_at);
`
