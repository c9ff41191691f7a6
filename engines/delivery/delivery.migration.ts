/** What became of each intent, the budgets it was judged by, and the doors of the channels. */
export const deliveryMigrations = [
  {
    id: 'delivery-0001-delivery',
    sql: `
      create table if not exists delivery (
        intent uuid primary key, channel text not null, action text not null, person uuid, touches boolean not null, urgent boolean not null,
        state text not null check (state in ('waiting', 'sending', 'sent', 'refused', 'unknown', 'dead')),
        reason text, reference text, attempts integer not null default 0, next_at timestamptz not null, lease_until timestamptz,
        decided_at timestamptz, created_at timestamptz not null
      ) with (fillfactor = 70);
      create index if not exists delivery_waiting on delivery (urgent desc, next_at, intent) where state = 'waiting';
      create index if not exists delivery_sending on delivery (lease_until) where state = 'sending';
      create index if not exists delivery_person on delivery (person, channel, state);
      create index if not exists delivery_touch on delivery (person, decided_at) where touches and state = 'sent';
      create index if not exists delivery_decided on delivery (state, decided_at desc);
      create table if not exists delivery_bucket (channel text not null, action text not null, tokens double precision not null, filled_at timestamptz not null, primary key (channel, action));
      create table if not exists delivery_circuit (channel text primary key, failures integer not null default 0, open_until timestamptz);
    `,
  },
  {
    // What was decided has a moment. With the waiting ones in it, the planner read all of them through this index to find the next due.
    id: 'delivery-0002-decided',
    sql: `
      drop index delivery_decided;
      create index delivery_decided on delivery (state, decided_at desc) where decided_at is not null;
    `,
  },
  {
    id: 'delivery-0003-asked',
    sql: `
      alter table delivery drop constraint if exists delivery_state_check;
      alter table delivery add constraint delivery_state_check check (state in ('waiting', 'sending', 'asked', 'sent', 'refused', 'unknown', 'dead'));
      create index if not exists delivery_asked on delivery (next_at, intent) where state = 'asked';
    `,
  },
  {
    // Where it went, and by whose account: what became of it is asked there, wherever the person can be reached by then.
    id: 'delivery-0122-way',
    sql: `alter table delivery add column if not exists way jsonb;`,
  },
  {
    // Through which door it goes, once that is known: order is kept by it. Why a door is closed: the last thing that its channel said.
    id: 'delivery-0123-door',
    sql: `
      alter table delivery add column if not exists door text;
      alter table delivery_circuit add column if not exists reason text;
    `,
  },
  {
    // Nothing asks by it: what may count for a budget is not only what was sent, and is found by person.
    id: 'delivery-0125-touch',
    sql: `drop index if exists delivery_touch;`,
  },
] as const
