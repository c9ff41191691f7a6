export const id = '0086-webhooks'
/**
 * webhook_subscription: an address outside that is told facts by their names, with the rights of a role.
 * webhook_delivery: one fact for one subscription and what became of it. It names the fact and copies no value of it: what is sent is made
 * when it is sent. `lane`: what stays in order; `place`: that order.
 */
export const sql = `
create table webhook_subscription (
  id uuid primary key, name text not null, url text not null, events text[] not null, role uuid not null, secret text not null,
  old_secret text, old_secret_until timestamptz,
  state text not null default 'active' check (state in ('active', 'paused')), paused_because text, paused_at timestamptz,
  failures integer not null default 0, failing_since timestamptz, last_problem text, last_sent_at timestamptz, slow boolean not null default false,
  rest_until timestamptz, held_by uuid, held_until timestamptz, served_at timestamptz,
  maker_kind text not null, maker text not null, maker_name text,
  created_at timestamptz not null default clock_timestamp(), updated_at timestamptz not null default clock_timestamp());
create table webhook_delivery (
  id uuid primary key, place bigint not null generated always as identity, subscription uuid not null references webhook_subscription on delete cascade,
  fact uuid, name text not null, object text, record uuid, lane uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'dead', 'withheld')),
  attempts smallint not null default 0, next_at timestamptz not null default clock_timestamp(),
  status smallint, answer text, problem text, took_ms integer, tried_at timestamptz, created_at timestamptz not null default clock_timestamp(),
  unique (subscription, fact));
create index webhook_delivery_by_state on webhook_delivery (subscription, state, place desc);
create index webhook_delivery_due on webhook_delivery (subscription, next_at) where state = 'waiting';
create index webhook_delivery_retried on webhook_delivery (subscription, lane, place) where state = 'waiting' and attempts > 0;
create index webhook_delivery_newest on webhook_delivery (subscription, place desc);
create index webhook_delivery_dead on webhook_delivery (subscription, created_at) where state = 'dead';
create index webhook_delivery_died on webhook_delivery (tried_at desc) where state = 'dead';
create index webhook_delivery_sent on webhook_delivery (subscription, created_at desc) where state = 'sent';
`
