export const id = '0012-search'
export const sql = `
create table search_entry (
  object text not null,
  record uuid not null,
  title text not null,
  /** words by which it is found; made by us, not by a dictionary: bigrams, pinyin, initials, digits backwards */
  terms tsvector not null,
  updated_at timestamptz not null default clock_timestamp(),
  primary key (object, record)
);
create index search_entry_by_terms on search_entry using gin (terms);
`
