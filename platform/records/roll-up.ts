import type { Field, Filter, Row } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { ModelObject } from '../model/model.ts'
import { compileFilter, measured, openScope } from '../query/compile-filter.ts'
import { deriveValues, standingOf } from './derive.ts'
import { computeFormulas } from './formulas.ts'
import { readParts } from './read-parts.ts'
import { mayCount } from './roll-up-counts.ts'
import { recordFact } from './record-facts.ts'
import { changedOnly, fromColumns } from './row-codec.ts'
import { columnType } from './row-set.ts'
import { keepStates } from './state-history.ts'
import { queryContext, type Unit } from './unit.ts'
import { updateRows } from './write-rows.ts'

interface RollUps {
  readonly parent: ModelObject
  readonly via: string
  readonly fields: readonly (readonly [string, Field])[]
}
const groupsKept = new WeakMap<object, ReadonlyMap<string, readonly RollUps[]>>()

/** Roll-ups of a model by the child they are over, those of one parent by one reference together. */
const rollUpsOver = (unit: Pick<Unit, 'model'>, child: ModelObject): readonly RollUps[] => {
  const known = groupsKept.get(unit.model)
  if (known) return known.get(child.name) ?? []
  const byChild = new Map<string, Map<string, { parent: ModelObject; via: string; fields: (readonly [string, Field])[] }>>()
  for (const parent of unit.model.objects.values())
    for (const [name, field] of parent.fields) {
      if (field.type !== 'roll_up') continue
      const [over, via] = [String(field.options.child), String(field.options.via)]
      const groups = byChild.get(over) ?? new Map()
      const group = groups.get(`${parent.name} ${via}`) ?? { parent, via, fields: [] }
      group.fields.push([name, field])
      byChild.set(over, groups.set(`${parent.name} ${via}`, group))
    }
  const made = new Map([...byChild].map(([name, groups]) => [name, [...groups.values()]]))
  groupsKept.set(unit.model, made)
  return made.get(child.name) ?? []
}

/**
 * After children changed, their parents' roll-ups are computed again, and what follows from them: derived values, formulas, the roll-ups
 * above. Three statements per kind of parent, never per row, and none for children that do not count anywhere. The parents are locked first and measured by the next statement, which sees
 * what those who held the locks before us have committed.
 */
export const refreshRollUps = async (unit: Unit, child: ModelObject, rows: readonly Row[]): Promise<void> => {
  for (const { parent, via, fields } of rollUpsOver(unit, child)) {
    const counted = rows.filter((row) => typeof row[via] === 'string' && mayCount(fields, child.fields, row))
    const ids = [...new Set(counted.map((row) => String(row[via])))]
    if (ids.length > 0) await refreshParents(unit, child, { parent, via, fields }, ids)
  }
}

const refreshParents = async (unit: Unit, child: ModelObject, { parent, via, fields }: RollUps, ids: readonly string[]) => {
  const locked = await unit.tx.query(
    sql`select * from ${sql.table(parent.table)} where id = any(${[...ids]}::uuid[]) order by id for update`,
  )
  if (locked.length === 0) return
  const values = fields.map(
    ([name, field]) => sql`${measure(unit, child, via, field)}::${sql.raw(columnType(parent, name))} as ${sql.ref(name)}`,
  )
  const measuredRows = await unit.tx.query<Row>(
    sql`select locked.id, ${sql.join(values)} from unnest(${locked.map(({ id }) => id)}::uuid[]) as locked (id)`,
  )
  const byId = new Map(measuredRows.map((row) => [row.id, row]))
  const changed = locked.flatMap((columns) => {
    const before = fromColumns(parent, columns) as Row
    const now = byId.get(before.id)
    const moved = Object.fromEntries(fields.flatMap(([name]) => (now && now[name] !== columns[name] ? [[name, now[name]]] : [])))
    return Object.keys(moved).length > 0 ? [{ before, moved }] : []
  })
  await writeFollowed(unit, parent, changed)
}

interface Followed {
  readonly before: Row
  readonly moved: Record<string, unknown>
}

/** Writes values that followed from elsewhere, with what follows from them in the record itself and above it. */
export const writeFollowed = async (unit: Unit, object: ModelObject, followed: readonly Followed[]): Promise<void> => {
  if (followed.length === 0) return
  const parts =
    object.definition.derive && object.parts.size > 0
      ? await readParts(
          unit,
          object,
          followed.map(({ before }) => before.id),
        )
      : null
  const writes = followed.map(({ before, moved }) => {
    const own = Object.fromEntries(parts?.get(before.id) ?? [])
    const row: Row = { ...before, ...moved }
    // What does not fit its field any more keeps its old value: nobody is there to be refused.
    const derived = deriveValues(object, standingOf(object, row, own, before, unit.now), unit.types).values
    const formulas = computeFormulas(object, { ...row, ...derived })
    const changes = { ...moved, ...changedOnly(before, { ...derived, ...formulas }) }
    const after: Row & { version: number } = { ...row, ...derived, ...formulas, version: (before.version ?? 0) + 1 }
    return { before, changes, row: after }
  })
  await updateRows(
    unit,
    object,
    writes.map(({ row, changes }) => ({ id: row.id, version: row.version, changes })),
    { followed: true },
  )
  for (const { before, changes, row } of writes)
    if (before.deleted_at === null)
      unit.facts.push(
        recordFact('updated', object, row, {
          before: Object.fromEntries(Object.keys(changes).map((name) => [name, before[name] ?? null])),
          after: changes,
          version: row.version,
          followed: true,
        }),
      )
  const state = object.definition.states?.field
  if (state !== undefined)
    await keepStates(
      unit,
      object,
      writes.map(({ before, row }) => ({ record: row.id, from: before[state], to: row[state], at: unit.now })),
    )
  await refreshRollUps(
    unit,
    object,
    writes.flatMap(({ before, row }) => [before, row]),
  )
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
