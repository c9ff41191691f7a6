import type { Field, Filter, Row } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { ModelObject } from '../model/model.ts'
import { compileFilter, measured, openScope } from '../query/compile-filter.ts'
import type { RollUps } from './roll-up-fields.ts'
import { fromColumns } from './row-codec.ts'
import { columnType } from './row-set.ts'
import { queryContext, type Unit } from './unit.ts'

/** Values of a record that followed from elsewhere. */
export interface Followed {
  readonly before: Row
  readonly moved: Readonly<Record<string, unknown>>
}

/**
 * Parents, locked, with those of their roll-ups that have moved. The parents are locked first and measured by the next statement, which sees
 * what those who held the locks before us have committed: two statements, never one per row.
 */
export const measureParents = async (
  unit: Unit,
  parent: ModelObject,
  groups: readonly RollUps[],
  ids: readonly string[],
): Promise<readonly Followed[]> => {
  const locked = await unit.tx.query(
    sql`select * from ${sql.table(parent.table)} where id = any(${[...ids]}::uuid[]) order by id for update`,
  )
  const fields = groups.flatMap((group) => group.fields.map(([name, field]) => ({ group, name, field })))
  if (locked.length === 0) return []
  const values = fields.map(
    ({ group, name, field }) =>
      sql`${measure(unit, group.child, group.via, field)}::${sql.raw(columnType(parent, name))} as ${sql.ref(name)}`,
  )
  const measuredRows =
    fields.length === 0
      ? []
      : await unit.tx.query<Row>(
          sql`select locked.id, ${sql.join(values)} from unnest(${locked.map(({ id }) => id)}::uuid[]) as locked (id)`,
        )
  const byId = new Map(measuredRows.map((row) => [row.id, row]))
  return locked.map((columns) => {
    const before = fromColumns(parent, columns) as Row
    const now = byId.get(before.id)
    const moved = fields.flatMap(({ name }) => (now && now[name] !== columns[name] ? [[name, now[name]] as const] : []))
    return { before, moved: Object.fromEntries(moved) }
  })
}

const measure = (unit: Unit, child: ModelObject, via: string, field: Field): RawBuilder<unknown> => {
  const { measure: fn, of, where } = field.options as { measure: 'count' | 'sum' | 'min' | 'max'; of?: string; where?: Filter }
  const trusted = { ...queryContext(unit), access: { ...unit.access, system: true }, rules: [] }
  const scope = openScope(trusted, child.name, 'c')
  const filter = where ? compileFilter(scope, where) : sql`true`
  const column = (path: string) => {
    const found = scope.find(path, 'measure')
    return field.options.currency === 'document' ? found.name : measured(found.field, found.name)
  }
  const what = fn === 'count' || !of ? sql`count(*)` : sql`${sql.raw(fn)}(${sql.ref(`c.${column(of)}`)})`
  const answer = fn === 'sum' ? sql`coalesce(${what}, 0)` : what
  return sql`(select ${answer} from ${sql.table(child.table)} as c${scope.joins} where ${sql.ref(`c.${via}`)} = locked.id and c.deleted_at is null and ${filter})`
}
