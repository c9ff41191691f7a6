import type { Row } from '@lianke/kernel'
import { sql } from 'kysely'
import type { FarPath } from '../model/far-path.ts'
import type { ModelObject } from '../model/model.ts'
import { expressionValue } from './expression.ts'
import { formulasOf } from './formulas.ts'
import { isId } from './lock-rows.ts'
import { rollUpsOver } from './roll-up-fields.ts'
import { fromColumns } from './row-codec.ts'
import type { Unit } from './unit.ts'

type Far = (row: Record<string, unknown>) => Readonly<Record<string, unknown>>
type Rows = ReadonlyMap<string, Row>
const nothing: Readonly<Record<string, unknown>> = {}
const noFar: Far = () => nothing

/** The records that a step of a path leads to. Held until the commit, so that whoever changes them meanwhile finds the rows that read them. */
const readStep = async (unit: Unit, to: ModelObject, ids: readonly string[], raised: boolean): Promise<Map<string, Row>> => {
  if (ids.length === 0) return new Map()
  // Who will raise its roll-ups takes the lock it needs at once: two that share it would wait for each other.
  const lock = raised ? sql`for update` : sql`for share`
  const rows = await unit.tx.query(
    sql`select * from ${sql.table(to.table)} where id = any(${[...ids]}::uuid[]) and deleted_at is null order by id ${lock}`,
  )
  return new Map(rows.map((columns) => [String(columns.id), fromColumns(to, columns) as Row]))
}

/**
 * What the formulas of some rows read of other records: one statement per step of a path, with the rights of the system. `known`: wholes that
 * are being written, as they will stand, for the reference of their lines.
 */
export const readFar = async (
  unit: Unit,
  object: ModelObject,
  rows: readonly Record<string, unknown>[],
  known?: { readonly via: string; readonly rows: Rows },
): Promise<Far> => {
  const paths = new Map(formulasOf(object).flatMap(({ far }) => far.map(({ variable, path }) => [variable, path] as const)))
  if (paths.size === 0 || rows.length === 0) return noFar
  const steps = new Map<string, Rows>()
  for (const { hops } of paths.values()) {
    let from: readonly Record<string, unknown>[] = rows
    let key = ''
    for (const { name, to } of hops) {
      const first = key === ''
      key = first ? name : `${key}.${name}`
      const step: Rows =
        steps.get(key) ??
        (first && known?.via === name
          ? known.rows
          : await readStep(
              unit,
              to,
              [...new Set(from.map((row) => row[name]).filter(isId))],
              first && rollUpsOver(unit, object).some(({ via }) => via === name),
            ))
      steps.set(key, step)
      from = [...step.values()]
    }
  }
  return (row) => Object.fromEntries([...paths].map(([variable, path]) => [variable, valueAt(steps, path, row)]))
}

const valueAt = (steps: ReadonlyMap<string, Rows>, { hops, name, field }: FarPath, row: Record<string, unknown>): unknown => {
  let at: Record<string, unknown> | undefined = row
  let key = ''
  for (const hop of hops) {
    key = key === '' ? hop.name : `${key}.${hop.name}`
    at = at && steps.get(key)?.get(String(at[hop.name]))
  }
  return at ? expressionValue(field, at[name]) : null
}
