/** Counts of what a person did, and when first and last. */
export const profileMigrations = [
  {
    id: 'profile-0001-trait',
    sql: `create table if not exists profile_trait (
      person uuid not null, event text not null, count bigint not null, first_at timestamptz not null, last_at timestamptz not null, total numeric not null default 0, primary key (person, event))`,
  },
] as const
