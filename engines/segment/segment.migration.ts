/** Who is in which segment, and how each segment stands. */
export const segmentMigrations = [
  {
    id: 'segment-0001-membership',
    sql: `
      create table if not exists segment_membership (
        segment uuid not null, person uuid not null, entered_at timestamptz not null, primary key (segment, person)
      );
      create index if not exists segment_membership_person on segment_membership (person);
      create table if not exists segment_state (
        segment uuid primary key, definition text not null, built_at timestamptz, next_at timestamptz, leased_until timestamptz, error text, took_ms integer
      );
    `,
  },
] as const
