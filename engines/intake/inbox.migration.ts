/** The inbox: raw envelopes as they came, one per channel and message id. */
export const inboxMigrations = [
  {
    id: 'intake-0001-inbox',
    sql: `
      create table if not exists inbox (
        id uuid primary key,
        channel text not null,
        message_id text not null,
        kind text not null,
        body jsonb not null,
        received_at timestamptz not null,
        state text not null default 'waiting' check (state in ('waiting', 'done', 'dead')),
        attempts integer not null default 0,
        next_at timestamptz not null,
        error text,
        unique (channel, message_id)
      );
      create index if not exists inbox_waiting on inbox (next_at, id) where state = 'waiting';
      create index if not exists inbox_dead on inbox (received_at desc) where state = 'dead';
      create index if not exists inbox_recent on inbox (received_at);
    `,
  },
  {
    id: 'intake-0002-callbacks',
    sql: `
      create index if not exists inbox_callbacks on inbox (channel, received_at desc) where channel not in ('collect', 'self') and kind not like channel || '.%';
      create index if not exists inbox_own on inbox (channel, message_id text_pattern_ops) where kind like channel || '.%';
      create table if not exists callback_refused (channel text not null, reason text not null, count bigint not null, last_at timestamptz not null, primary key (channel, reason));
    `,
  },
  {
    id: 'intake-0003-outcomes',
    sql: `
      alter table inbox add column if not exists needed boolean;
      comment on column inbox.needed is 'whether anything of ours answers what it says; null: it was read before this was noted';
      create table if not exists callback_refused_text (channel text not null, reason text not null, slot smallint not null, at timestamptz not null, text text not null,
        primary key (channel, reason, slot));
      `,
  },
  {
    id: 'intake-0004-quarantine',
    sql: `
      alter table inbox drop constraint inbox_state_check;
      alter table inbox add constraint inbox_state_check check (state in ('waiting', 'done', 'dead', 'held')) not valid;
      /* why an event is in quarantine, and the act by which it was given up */
      alter table inbox add column reason jsonb;
      alter table inbox add column given_up uuid;
      create index inbox_held on inbox ((body ->> 'name'), received_at desc, id) where state = 'held';
      create index inbox_given_up on inbox (given_up) where given_up is not null;
      create table quarantine_full (single boolean primary key default true check (single), count bigint not null, last_at timestamptz not null);
    `,
  },
  {
    // An event of a program is written once: that it was read takes it out of the queue and leaves its row, and the indexes over it, alone.
    id: 'intake-0125-queue',
    sql: `
      create table if not exists inbox_queue (id uuid primary key);
      comment on table inbox_queue is 'events of programs and of the house that nobody has read yet; in the inbox they are done';
    `,
  },
] as const
