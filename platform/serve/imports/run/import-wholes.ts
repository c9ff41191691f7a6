import type { UnitOfWork } from '@lianke/kernel'
import type { CellProblem } from '../map/read-rows.ts'
import { over } from '../map/over.rule.ts'
import { bare } from '../../../model/records/read-value.ts'
import { type BlockResult, keyOf, type Plan, upsertInput } from './plan.ts'

type Values = Record<string, unknown>

/** The rows of one whole: its own values, later rows over earlier ones, and for each part the rows that are its lines. */
interface Whole {
  readonly rows: number[]
  values: Values
  readonly lines: Map<string, { readonly row: number; readonly values: Values }[]>
}

const gather = (
  plan: Plan,
  values: ReadonlyMap<number, Values>,
  lines: ReadonlyMap<number, ReadonlyMap<string, Values>>,
  numbers: readonly Readonly<Record<string, number>>[],
): Whole[] => {
  const wholes: Whole[] = []
  const byKey = new Map<string, Whole>()
  for (const [row, own] of values) {
    const key = keyOf(plan.mapping, own)
    const known = key === null ? undefined : byKey.get(key)
    const whole: Whole = known ?? { rows: [], values: {}, lines: new Map() }
    if (!known) wholes.push(whole)
    if (key !== null) byKey.set(key, whole)
    whole.rows.push(row)
    whole.values = over(whole.values, own)
    for (const [name, line] of lines.get(row) ?? []) {
      const position = plan.object.parts.get(name)?.position
      const said = position ? bare(line[position]) : undefined
      const number = typeof said === 'number' ? said : numbers[row]?.[name]
      const all = whole.lines.get(name) ?? []
      all.push({ row, values: number === undefined ? line : { ...line, '#': number } })
      whole.lines.set(name, all)
    }
  }
  return wholes
}

const inputOf = ({ values, lines }: Whole): Values => ({
  ...values,
  ...Object.fromEntries([...lines].map(([name, all]) => [name, { merge: all.map((line) => line.values) }])),
})

/** `/lines/merge/2/product` of a whole is the cell of its third row. */
const placed = (whole: Whole, path: string): { readonly row: number; readonly path: string } => {
  const [, part = '', word, index, ...rest] = path.split('/')
  const line = word === 'merge' ? whole.lines.get(part)?.[Number(index)] : undefined
  return line ? { row: line.row, path: `/${[part, ...rest].join('/')}` } : { row: whole.rows[0] ?? 0, path }
}

/** Takes a block whose rows are lines: those of one whole are written as one record with its parts, or left out together. */
export const importWholes = async (
  work: UnitOfWork,
  plan: Plan,
  {
    values,
    lines,
    numbers,
    early,
  }: {
    readonly values: ReadonlyMap<number, Values>
    readonly lines: ReadonlyMap<number, ReadonlyMap<string, Values>>
    readonly numbers: readonly Readonly<Record<string, number>>[]
    readonly early: readonly CellProblem[]
  },
): Promise<Omit<BlockResult, 'blank' | 'keyless' | 'noted'>> => {
  const problems: CellProblem[] = [...early]
  const faulty = new Set(early.map(({ row }) => row))
  const wholes = gather(plan, values, lines, numbers)
  const good = wholes.filter(({ rows }) => !rows.some((row) => faulty.has(row)))
  const { created, updated, unchanged, refused } = await work.records.upsert(upsertInput(plan, good.map(inputOf)))
  const out = new Set(wholes.filter((whole) => !good.includes(whole)))
  for (const { row: index, path, code, params = {} } of refused) {
    const whole = good[index]
    if (!whole) continue
    out.add(whole)
    const at = placed(whole, path)
    faulty.add(at.row)
    problems.push({ ...at, code, params })
  }
  // The other rows of a whole that was left out go into the error file with it: mended, they come back together.
  const held = [...out].flatMap(({ rows }) => rows).filter((row) => !faulty.has(row))
  problems.push(...held.map((row) => ({ row, path: '', code: 'import.whole_refused', params: {} })))
  const taken = wholes.filter((whole) => !out.has(whole))
  return {
    created,
    updated,
    unchanged,
    merged: taken.reduce((sum, { rows }) => sum + rows.length - 1, 0),
    refused: values.size - taken.reduce((sum, { rows }) => sum + rows.length, 0),
    problems,
  }
}
