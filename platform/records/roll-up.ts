import type { Field, Filter, Row } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { ModelObject } from '../model/model.ts'
import { compileFilter, measured, openScope } from '../query/compile-filter.ts'
import { personOf } from './record-facts.ts'
import { queryContext, type Unit } from './unit.ts'

interface RollUps {
  readonly parent: ModelObject
  readonly via: string
  readonly fields: readonly (readonly [string, Field])[]
}

/** Roll-ups over a child, those of one parent by one reference together. */
const rollUpsOver = (unit: Unit, child: ModelObject): RollUps[] => {
  const groups = new Map<string, { parent: ModelObject; via: string; fields: (readonly [string, Field])[] }>()
  for (const parent of unit.model.objects.values()) {
    for (const [name, field] of parent.fields) {
      if (field.type !== 'roll_up' || field.options.child !== child.name) continue
      const via = field.options.via as string
      const group = groups.get(`${parent.name} ${via}`) ?? { parent, via, fields: [] }
      group.fields.push([name, field])
      groups.set(`${parent.name} ${via}`, group)
    }
  }
  return [...groups.values()]
}

/**
 * After children changed, their parents' roll-ups are computed again: two statements per kind of parent, never per row. The parents are locked
 * first and measured by the next statement, which sees what those who held the locks before us have committed.
 */
export const refreshRollUps = async (unit: Unit, child: ModelObject, rows: readonly Row[]): Promise<void> => {
  for (const { parent, via, fields } of rollUpsOver(unit, child)) {
    const ids = [...new Set(rows.map((row) => row[via]).filter((id): id is string => typeof id === 'string'))]
    if (ids.length === 0) continue
    const names = fields.map(([name]) => name)
    const before = await unit.tx.query<Row>(
      sql`select id, ${sql.join(names.map((name) => sql.ref(name)))} from ${sql.table(parent.table)} where id = any(${ids}::uuid[]) order by id for update`,
    )
    const values = fields.map(([name, field]) => sql`${measure(unit, child, via, field)} as ${sql.ref(name)}`)
    const changed = await unit.tx.query<Row>(sql`
      with now_is as materialized (select locked.id, ${sql.join(values)} from unnest(${before.map(({ id }) => id)}::uuid[]) as locked (id))
      update ${sql.table(parent.table)} as p set ${sql.join(names.map((name) => sql`${sql.ref(name)} = now_is.${sql.ref(name)}`))}, version = p.version + 1, updated_at = ${unit.now}
      from now_is where p.id = now_is.id and (${sql.join(
        names.map((name) => sql`p.${sql.ref(name)} is distinct from now_is.${sql.ref(name)}`),
        sql` or `,
      )})
      returning p.*`)
    const was = new Map(before.map((row) => [row.id, row]))
    for (const row of changed) {
      const moved = names.filter((name) => row[name] !== was.get(row.id)?.[name])
      unit.facts.push({
        name: `${parent.name}.updated`,
        subject: { object: parent.name, id: row.id },
        person: personOf(parent, row),
        after: Object.fromEntries(moved.map((name) => [name, row[name]])),
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
