import type { Row } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import { compilePlan } from '../../store/db/compile.ts'
import { openScope } from './compile-filter.ts'
import { momentOfRules, planned } from './plan-cache.ts'
import type { QueryContext } from './scope.ts'
import { sealedOf, selectFields, shownRow } from './select-fields.ts'

interface GetOptions {
  readonly fields?: readonly string[]
  readonly titles: boolean
  readonly deleted?: boolean
  readonly forUpdate?: boolean
  readonly opens?: boolean
}
interface CompiledGet {
  readonly statement: { readonly text: string; readonly values: readonly unknown[] }
  /** Names under which rows hold ciphertext, where the options say that it will be opened. */
  readonly sealed: readonly string[]
  /** A row as `pg` gives it → the record. */
  readonly row: (found: Record<string, unknown>) => Row
}
/** Stands for the ids in a plan that is kept. */
const place = '00000000-0000-0000-0000-00000000001d'

/** Names of objects and fields hold neither blanks nor commas. */
const planKey = (what: string, object: string, { fields, titles, deleted, forUpdate, opens }: GetOptions): string =>
  `${what} ${object} ${titles ? 't' : ''}${deleted ? 'd' : ''}${forUpdate ? 'u' : ''}${opens ? 'o' : ''} ${fields ? fields.join() : '*'}`

interface Asked {
  readonly objectName: string
  readonly options: GetOptions
  /** One record at most. */
  readonly one: boolean
  /** Built when the plan is. */
  readonly which: () => RawBuilder<unknown>
}

const compileNow = (context: QueryContext, { objectName, options, one, which }: Asked): CompiledGet => {
  const scope = openScope(context, objectName, 't')
  const rows = scope.rows(scope.object, 't', 'read')
  const selected = selectFields(scope, options.fields, { ...options, one })
  const columns = sql.join(
    selected.flatMap((field) => field.columns),
    sql`, `,
  )
  const alive = options.deleted ? sql`` : sql` and t.deleted_at is null`
  const seen = rows ? sql` and ${rows}` : sql``
  // Whoever locks several locks them in one order.
  const lock = options.forUpdate ? sql`${one ? sql`` : sql` order by t.id`} for update of t` : sql``
  const from = sql`${sql.table(scope.object.table)} as t${scope.joins}`
  return {
    statement: compilePlan(sql`select ${columns} from ${from} where ${which()}${alive}${seen}${lock}`),
    row: (found) => shownRow(selected, found),
    sealed: sealedOf(selected),
  }
}

/** A plan is kept with the rights it was made for; the house has all rights, whoever acts for it. */
const planOf = (context: QueryContext, key: string, asked: Asked, ids: string): CompiledGet => {
  const moment = momentOfRules(context.rules, context.filter.now)
  const { statement, ...plan } = planned(context.access.system ? context.model : context.access, `${key} ${moment}`, () =>
    compileNow(context, asked),
  )
  return {
    ...plan,
    statement: { text: statement.text, values: statement.values.map((value) => (value === place ? ids : value)) },
  }
}

/** One record by id. `forUpdate` locks the row. */
export const compileGet = (context: QueryContext, objectName: string, id: string, options: GetOptions): CompiledGet =>
  planOf(
    context,
    planKey('get', objectName, options),
    { objectName, options, one: true, which: () => sql`t.id = ${place}::uuid` },
    id,
  )

/** Records by their ids, which are ids, in no order. `forUpdate` locks the rows. */
export const compileFind = (
  context: QueryContext,
  objectName: string,
  ids: readonly string[],
  options: GetOptions,
): CompiledGet =>
  planOf(
    context,
    planKey('find', objectName, options),
    { objectName, options, one: false, which: () => sql`t.id = any(${place}::uuid[])` },
    `{${ids.join()}}`,
  )
