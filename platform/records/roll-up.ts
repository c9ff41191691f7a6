import type { Field, Filter, Row } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { ModelObject } from '../model/model.ts'
import { compileFilter, measured, openScope } from '../query/compile-filter.ts'
import { personOf } from './record-facts.ts'
import { queryContext, type Unit } from './unit.ts'

interface RollUp {
  readonly parent: ModelObject
  readonly name: string
  readonly field: Field
  readonly via: string
}

const rollUpsOver = (unit: Unit, child: ModelObject): RollUp[] =>
  [...unit.model.objects.values()].flatMap((parent) =>
    [...parent.fields]
      .filter(([, field]) => field.type === 'roll_up' && field.options.child === child.name)
      .map(([name, field]) => ({ parent, name, field, via: field.options.via as string })),
  )

/** After children changed, their parents' roll-ups are computed again: one statement per roll-up field, never per row. */
export const refreshRollUps = async (unit: Unit, child: ModelObject, rows: readonly Row[]): Promise<void> => {
  for (const { parent, name, field, via } of rollUpsOver(unit, child)) {
    const ids = [...new Set(rows.map((row) => row[via]).filter((id): id is string => typeof id === 'string'))].sort()
    if (ids.length === 0) continue
    const value = measure(unit, child, via, field)
    const changed = await unit.tx.query<Row>(sql`
      with locked as (select id from ${sql.table(parent.table)} where id = any(${ids}::uuid[]) order by id for update),
      now_is as (select locked.id, ${value} as value from locked)
      update ${sql.table(parent.table)} as p set ${sql.ref(name)} = now_is.value, version = p.version + 1, updated_at = ${unit.now}
      from now_is where p.id = now_is.id and p.${sql.ref(name)} is distinct from now_is.value
      returning p.*`)
    for (const row of changed) {
      unit.facts.push({
        name: `${parent.name}.updated`,
        subject: { object: parent.name, id: row.id },
        person: personOf(parent, row),
        after: { [name]: row[name] },
        payload: { version: row.version, title: row[parent.definition.title] ?? null, roll_up: true },
      })
    }
  }
}

const measure = (unit: Unit, child: ModelObject, via: string, field: Field): RawBuilder<unknown> => {
  const { measure: fn, of, where } = field.options as { measure: 'count' | 'sum' | 'min' | 'max'; of?: string; where?: Filter }
  const trusted = { ...queryContext(unit), access: { ...unit.access, system: true }, rules: [] }
  const scope = openScope(trusted, child.name, 'c')
  const filter = where ? compileFilter(scope, where) : sql`true`
  const what = fn === 'count' || !of ? sql`count(*)` : sql`${sql.raw(fn)}(${sql.ref(`c.${measured(scope.find(of).field, of)}`)})`
  const answer = fn === 'sum' ? sql`coalesce(${what}, 0)` : what
  return sql`(select ${answer} from ${sql.table(child.table)} as c${scope.joins} where ${sql.ref(`c.${via}`)} = locked.id and c.deleted_at is null and ${filter})`
}
