/** What is compared of persons, folded once, and which of them are compared with which: made anew by every search for duplicates. */
export const identityMigrations = [
  {
    id: 'identity-0001-link',
    sql: `
      create table if not exists identity_link (person uuid primary key, name text not null, record jsonb not null, keys bigint[] not null);
      create index if not exists identity_link_name on identity_link (name) where name <> '';
      create table if not exists identity_link_block (key bigint primary key, persons uuid[] not null);
    `,
  },
] as const
