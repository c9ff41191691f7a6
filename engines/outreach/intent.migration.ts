/** Intents: "we want to do this", before permission. Append-only but for `admitted`, by which delivery knows what is new to it. */
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
] as const
