import type { Doors } from '../doors.ts'

/** Of these persons, those that were merged away → who stays in their place. */
export const mergedInto = async (doors: Pick<Doors, 'sql'>, persons: readonly string[]): Promise<Map<string, string>> => {
  if (persons.length === 0) return new Map()
  const rows = await doors.sql<{ id: string; kept: string }>(
    `with recursive walk (id, at, hop) as (
        select p.id, p.merged_into, 1 from customer_person p where p.id = any($1) and p.merged_into is not null
        union all
        select w.id, p.merged_into, w.hop + 1 from walk w join customer_person p on p.id = w.at where p.merged_into is not null and w.hop < 16)
      select distinct on (id) id, at as kept from walk order by id, hop desc`,
    [[...new Set(persons)]],
  )
  return new Map(rows.map((row) => [row.id, row.kept]))
}
