import { type RawBuilder, sql } from 'kysely'
import { isCustom } from '../../store/analytics/analytics-model.ts'
import { narrow } from '../../store/search/fold.ts'
import { keptDigits, nationalOf, searchNeeds, searchQuery, searchWords } from '../../store/search/search-terms.ts'
import type { ModelObject } from '../model/model.ts'
import type { QueryContext } from './scope.ts'
import { openToSearch } from './sift-search.ts'

/** What was made since then may not be in the index yet. */
const recentMs = 10 * 60_000
const escaped = (text: string) => text.replace(/[%_\\]/g, '\\$&')

interface Looking {
  readonly alias: string
  readonly sifted?: readonly string[] | undefined
  /** Among what is deleted, of which the index knows nothing. */
  readonly deleted?: boolean | undefined
}
type Searched = ReturnType<typeof openToSearch>['open']
interface ByLetters {
  readonly alias: string
  /** Where the company dials. */
  readonly region: string | undefined
}
/** Every word in any of these fields, letter by letter; phone numbers by their digits. */
const byLetters = (fields: Searched, text: string, { alias, region }: ByLetters): RawBuilder<boolean> => {
  const wordIn = (word: string) =>
    sql<boolean>`(${sql.join(
      fields.map(([name, kind]) => {
        const column = sql.ref(`${alias}.${name}`)
        const digits = kind === 'phone' ? (keptDigits(word, region) ?? nationalOf(word.replace(/\D/g, ''))) : ''
        return digits ? sql`${column} like ${`%${escaped(digits)}%`}` : sql`${column} ilike ${`%${escaped(word)}%`}`
      }),
      sql` or `,
    )})`
  return sql<boolean>`(${sql.join(searchWords(text, narrow).map(wordIn), sql` and `)})`
}

/**
 * Words of a list's search box, found as the one box of search finds them: by its index, and by letters what is too new for it. To whom a
 * searchable field is closed the index says too much: he is given what it finds by the open ones (`sifted`), and those are gone through by letters.
 */
export const searchCondition = (
  { access, filter: { now, region } }: QueryContext,
  object: ModelObject,
  text: string,
  { alias, sifted = [], deleted = false }: Looking,
): RawBuilder<boolean> => {
  const { open, whole } = openToSearch(access, object)
  if (open.length === 0 || searchWords(text).length === 0) return sql<boolean>`false`
  const needs = searchNeeds(text, region)
  if (deleted) return byLetters(open, text, { alias, region })
  if (!whole || needs === null)
    return sql<boolean>`(${byLetters(open, text, { alias, region })} or ${sql.ref(`${alias}.id`)} = any(${sifted}::uuid[]))`
  const at = `${alias}_s`
  const since = new Date(Date.parse(now) - recentMs).toISOString()
  // A field that a company marked as searchable later is in no entry of older records.
  const also = open.some(([name]) => isCustom(object, name))
    ? sql`true`
    : sql`${sql.ref(`${at}.created_at`)} > ${since}::timestamptz`
  return sql<boolean>`${sql.ref(`${alias}.id`)} in (
    select e.record from search_entry as e where e.object = ${object.name} and e.terms @@ ${searchQuery(needs)}::tsquery
    union all select ${sql.ref(`${at}.id`)} from ${sql.table(object.table)} as ${sql.ref(at)} where ${sql.ref(`${at}.deleted_at`)} is null and ${also} and ${byLetters(open, text, { alias: at, region })})`
}
