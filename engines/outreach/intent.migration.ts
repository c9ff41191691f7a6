/** Intents: "we want to do this", before permission. Append-only; what delivery has not taken up yet stands in the queue beside. */
export const intentMigrations = [
  {
    id: 'outreach-0001-intent',
    sql: `
      create table if not exists intent (
        id uuid primary key, key text not null unique, channel text not null, action text not null, person uuid, content jsonb not null,
        cause uuid, hops smallint not null default 0, urgent boolean not null default false, created_at timestamptz not null, admitted boolean not null default false
      );
      create index if not exists intent_new on intent (urgent desc, id) where not admitted;
      create index if not exists intent_person on intent (person, created_at desc);
    `,
  },
  {
    // A mark on the intent itself wrote it again whole, with all its indexes, for each that was taken up.
    id: 'outreach-0002-queue',
    sql: `
      create table if not exists intent_queue (rank smallint not null, intent uuid not null, primary key (rank, intent));
      insert into intent_queue select case when urgent then 0 else 1 end, id from intent where not admitted;
      drop index intent_new;
      alter table intent drop column admitted;
    `,
  },
] as const
