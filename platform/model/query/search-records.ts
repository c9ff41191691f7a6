import { type RawBuilder, sql } from 'kysely'
import type { AccessContext } from '../access/access-context.ts'
import { titleField } from '../access/field-access.ts'
import type { Database, Sql } from '../../store/db/database.ts'
import { wordCollation } from '../field-types/word-order.ts'
import type { Model, ModelObject } from '../model/model.ts'
import { searchNeeds, searchQuery } from '../../store/search/search-terms.ts'
import { holding, openToSearch } from './sift-search.ts'

export interface SearchHit {
  readonly object: string
  readonly id: string
  /** Null where the field that names such records is closed to the one who searches. */
  readonly title: string | null
  /** Nobody owns it: it stands after what somebody does, and is said to be of the pool. */
  readonly pooled: boolean
}
export interface SearchInput {
  readonly database: Database
  readonly tenant: string
  readonly model: Model
  readonly access: AccessContext
  readonly text: string
  /** Objects that may be read. `rows`: which of them, over the alias `t` of the object's table; null: all. */
  readonly objects: readonly { readonly object: string; readonly rows: RawBuilder<boolean> | null }[]
  readonly limit?: number
}

const hitsMax = 50
/** Candidates that are ranked; who types two letters does not read a thousand names. */
const candidatesMax = 300
const candidatesMin = 100
const candidatesOf = (limit: number): number => Math.max(candidatesMin, Math.min(limit * 20, candidatesMax))

/** What of an object's entries may be told: in which fields a word may be found, and whether by name. */
interface Openness {
  readonly object: ModelObject
  readonly fields: ReadonlySet<string>
  readonly whole: boolean
  readonly named: boolean
}
const opennessOf = (access: AccessContext, object: ModelObject): Openness => {
  const { open, whole } = openToSearch(access, object)
  return { object, whole, fields: new Set(open.map(([name]) => name)), named: titleField(access, object) !== null }
}

/** Finds records by bigrams, pinyin, initials, ends of numbers and codes. Best first; one statement, and one more per object of which a field is closed. */
export const searchRecords = async (input: SearchInput): Promise<SearchHit[]> => {
  const { database, tenant, model, access, text, objects } = input
  const limit = Math.max(1, Math.min(input.limit ?? 20, hitsMax))
  const needs = searchNeeds(text, model.phoneRegion)
  if (needs === null) return []
  const looked = objects.flatMap(({ object, rows }) => {
    const found = model.objects.get(object)
    const openness = found && opennessOf(access, found)
    return openness && openness.fields.size > 0 ? [{ ...openness, rows }] : []
  })
  if (looked.length === 0) return []
  const sifting = looked.filter(({ whole }) => !whole)
  // Of what is sifted afterwards more is needed.
  const most = sifting.length > 0 ? candidatesMax : candidatesOf(limit)
  const typed = text.normalize('NFKC').replaceAll('\0', '').trim().toLowerCase()
  const hits = await database.query<SearchHit>(
    tenant,
    sql`select object, record as id, title, pooled from (${sql.join(candidates(searchQuery(needs), looked, most), sql` union all `)}) as found
    order by pooled, coalesce(lower(title) = ${typed}, false) desc, coalesce(starts_with(lower(title), ${typed}), false) desc, coalesce(position(${typed} in lower(title)) > 0, false) desc, length(title), title collate ${sql.raw(wordCollation)}, record
    limit ${sql.lit(sifting.length > 0 ? most : limit)}`,
  )
  return sifting.length === 0 ? hits : (await sift(input, hits, sifting)).slice(0, limit)
}

const candidates = (
  query: string,
  looked: readonly (Openness & { readonly rows: RawBuilder<boolean> | null })[],
  most: number,
): RawBuilder<unknown>[] => {
  const isFree = ({ object, rows, named }: (typeof looked)[number]) => rows === null && named && !object.definition.access?.pool
  const free = looked.filter(isFree).map(({ object }) => object.name)
  const found: RawBuilder<unknown>[] = []
  if (free.length > 0)
    found.push(
      sql`(select e.object, e.record, e.title, false as pooled from search_entry e where e.terms @@ ${query}::tsquery and e.object = any(${free}::text[]) limit ${sql.lit(most)})`,
    )
  for (const one of looked) {
    if (isFree(one)) continue
    const { object, rows, named } = one
    const pooled = object.definition.access?.pool ? sql`t.owner is null` : sql`false`
    // A name that may not be read decides no order either.
    const title = named ? sql`e.title` : sql`null::text as title`
    const seen = rows === null ? sql`true` : rows
    found.push(sql`(select e.object, e.record, ${title}, ${pooled} as pooled from search_entry e join ${sql.table(object.table)} as t on t.id = e.record
      where e.terms @@ ${query}::tsquery and e.object = ${object.name} and t.deleted_at is null and ${seen} limit ${sql.lit(most)})`)
  }
  return found
}

/**
 * The index knows a record by all its fields together. Where some are closed to the one who searches, what it found is held against the
 * open ones: a word that stands in a closed field alone finds nothing.
 */
const sift = async (
  { database, tenant, model, text }: SearchInput,
  hits: readonly SearchHit[],
  sifting: readonly Openness[],
): Promise<SearchHit[]> => {
  const passed = new Set<string>()
  const ask = (statement: Sql) => database.query(tenant, statement)
  for (const { object, fields } of sifting) {
    const ids = hits.filter((hit) => hit.object === object.name).map(({ id }) => id)
    for (const id of await holding(ask, object, { ids, fields, text, region: model.phoneRegion }))
      passed.add(`${object.name}/${id}`)
  }
  const sifted = new Set(sifting.map(({ object }) => object.name))
  return hits.filter(({ object, id }) => !sifted.has(object) || passed.has(`${object}/${id}`))
}
