import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../db/database.ts'
import type { Model } from '../model/model.ts'
import { searchQuery } from './search-terms.ts'

export interface SearchHit {
  readonly object: string
  readonly id: string
  readonly title: string
}
export interface SearchInput {
  readonly database: Database
  readonly tenant: string
  readonly model: Model
  readonly text: string
  /** Objects that may be read. `rows`: which of them, over the alias `t` of the object's table; null: all. */
  readonly objects: readonly { readonly object: string; readonly rows: RawBuilder<boolean> | null }[]
  readonly limit?: number
}

const hitsMax = 50
/** Candidates that are ranked; who types two letters does not read a thousand names. */
const candidatesMax = 300

/** Finds records by bigrams, pinyin, initials, ends of numbers and codes. Best first; one statement. */
export const searchRecords = async ({
  database,
  tenant,
  model,
  text,
  objects,
  limit = 20,
}: SearchInput): Promise<SearchHit[]> => {
  const query = searchQuery(text)
  if (query === null || objects.length === 0) return []
  const free = objects.filter(({ rows }) => rows === null).map(({ object }) => object)
  const candidates: RawBuilder<unknown>[] = []
  if (free.length > 0) {
    candidates.push(
      sql`(select e.object, e.record, e.title from search_entry e where e.terms @@ ${query}::tsquery and e.object = any(${free}::text[]) limit ${sql.lit(candidatesMax)})`,
    )
  }
  for (const { object, rows } of objects) {
    const found = model.objects.get(object)
    if (!found || rows === null) continue
    candidates.push(sql`(select e.object, e.record, e.title from search_entry e join ${sql.table(found.table)} as t on t.id = e.record
      where e.terms @@ ${query}::tsquery and e.object = ${object} and t.deleted_at is null and ${rows} limit ${sql.lit(candidatesMax)})`)
  }
  const typed = text.normalize('NFKC').replaceAll('\0', '').trim().toLowerCase()
  return database.query<SearchHit>(
    tenant,
    sql`select object, record as id, title from (${sql.join(candidates, sql` union all `)}) as found
    order by lower(title) = ${typed} desc, starts_with(lower(title), ${typed}) desc, position(${typed} in lower(title)) > 0 desc, length(title), title, record
    limit ${sql.lit(Math.max(1, Math.min(limit, hitsMax)))}`,
  )
}
