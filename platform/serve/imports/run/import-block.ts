import type { UnitOfWork } from '@lianke/kernel'
import type { Mapping } from '../map/mapping.ts'
import type { CellProblem, Pointer, ReadRows } from '../map/read-rows.ts'
import { resolvePointers } from '../map/resolve-pointers.ts'
import { mappedParts } from '../map/part-fields.ts'
import { isKeyless } from '../../../model/records/keyless.rule.ts'
import { bare } from '../../../model/records/read-value.ts'
import { type BlockResult, keyNames, keyOf, type Plan, upsertInput } from './plan.ts'
import { over } from '../map/over.rule.ts'
import { importWholes } from './import-wholes.ts'
import type { LineBlock } from './whole-blocks.ts'

type Values = Record<string, unknown>
/** Rows of a block that mean one record, in the order of the file. */
type Group = readonly (readonly [number, Values])[]

const groupsOf = (mapping: Mapping, rows: Group): Group[] => {
  const groups: (readonly [number, Values])[][] = []
  const byKey = new Map<string, (readonly [number, Values])[]>()
  for (const one of rows) {
    const key = keyOf(mapping, one[1])
    const known = key === null ? undefined : byKey.get(key)
    if (known) known.push(one)
    else {
      const group = [one]
      if (key !== null) byKey.set(key, group)
      groups.push(group)
    }
  }
  return groups
}

interface Taken {
  created: number
  updated: number
  unchanged: number
  readonly refused: CellProblem[]
}
/** Later rows over earlier ones; one that says nothing new changes nothing. */
const folded = (group: Group): { readonly values: Values; readonly news: number } => {
  let [values, news] = [group[0]?.[1] ?? {}, 0]
  for (const [, row] of group.slice(1)) {
    if (Object.keys(row).some((name) => JSON.stringify(bare(row[name])) !== JSON.stringify(bare(values[name])))) news++
    values = over(values, row)
  }
  return { values, news }
}

/** Rows of one record are taken one after another so often before the rest of them is left out with the last reason. */
const stepsMax = 50

/**
 * A record that stands several times in a block is written once, later rows over earlier ones. Where that is refused its rows are taken one
 * by one: one that is refused does not take the others with it, and none is told that was not written.
 */
const takeGroups = async (work: UnitOfWork, plan: Plan, groups: readonly Group[], steps = 0): Promise<Taken> => {
  const folds = groups.map(folded)
  const { created, updated, unchanged, refused, ids } = await work.records.upsert(
    upsertInput(
      plan,
      folds.map(({ values }) => values),
    ),
  )
  const total: Taken = { created, updated, unchanged, refused: [] }
  const firsts: Group[] = []
  const rests: Group[] = []
  for (const [at, group] of groups.entries()) {
    const { news = 0 } = folds[at] ?? {}
    if (ids[at]) {
      total.updated += news
      total.unchanged += group.length - 1 - news
      continue
    }
    const found = refused.filter(({ row }) => row === at)
    if (group.length === 1 || steps >= stepsMax)
      for (const [row] of group)
        total.refused.push(...found.map(({ path, code, params = {} }) => ({ row, path, code, params: { ...params } })))
    else {
      firsts.push(group.slice(0, 1))
      rests.push(group.slice(1))
    }
  }
  for (const again of [firsts, rests]) {
    if (again.length === 0) continue
    const more = await takeGroups(work, plan, again, steps + 1)
    total.created += more.created
    total.updated += more.updated
    total.unchanged += more.unchanged
    total.refused.push(...more.refused)
  }
  return total
}

/** Ids are put into rows of their own: a transaction that is tried again must find the rows as they were read. */
const rowsToResolve = (read: ReadRows) => ({
  values: new Map([...read.values].map(([row, given]) => [row, { ...given }])),
  lines: new Map([...read.lines].map(([row, own]) => [row, new Map([...own].map(([name, line]) => [name, { ...line }]))])),
})

/** The rows that are left out because they say nothing of the key. One whose key cannot be read, or names nobody, is refused for that. */
const keylessRows = (
  mapping: Mapping,
  values: ReadonlyMap<number, Values>,
  found: readonly CellProblem[],
): { readonly rows: ReadonlySet<number>; readonly problems: readonly CellProblem[] } => {
  const names = keyNames(mapping)
  if (mapping.keyless !== 'skip' || names.length === 0) return { rows: new Set(), problems: [] }
  const paths = new Set(['', ...names.map((name) => `/${name}`)])
  const wrong = new Set(found.flatMap(({ row, path }) => (paths.has(path) ? [row] : [])))
  const rows = [...values].flatMap(([row, own]) =>
    !wrong.has(row) && isKeyless(mapping, (name) => says(own[name])) ? [row] : [],
  )
  const problems = rows.map((row) => ({ row, path: `/${names.at(-1)}`, code: 'import.no_key', params: {} }))
  return { rows: new Set(rows), problems }
}
const says = (value: unknown): boolean => (bare(value) ?? '') !== ''

/** How many values of the rows that were taken went into the remark. */
const notedOf = ({ noted }: ReadRows, problems: readonly CellProblem[]): number => {
  if (noted.size === 0) return 0
  const out = new Set(problems.map(({ row }) => row))
  return [...noted].reduce((sum, [row, count]) => sum + (out.has(row) ? 0 : count), 0)
}

/** Takes one block of rows through the write path; rows with a problem are left out and named, the others are kept. */
export const importBlock = async (
  work: UnitOfWork,
  plan: Plan,
  block: LineBlock,
  read: ReadRows = plan.read(block),
): Promise<BlockResult> => {
  const { mapping } = plan
  const { rows, numbers = [] } = block
  const { pointers, problems } = read
  const { values, lines } = pointers.length === 0 ? read : rowsToResolve(read)
  const recordOf = ({ row, part }: Pointer) => (part === undefined ? values.get(row) : lines.get(row)?.get(part))
  const found: CellProblem[] = [...problems, ...(await resolvePointers(work, plan, pointers, recordOf))]
  const blank = rows.length - values.size
  const left = keylessRows(mapping, values, found)
  const all = found.filter(({ row }) => !left.rows.has(row))
  if (mappedParts(plan.object, mapping).length > 0) {
    const taken = new Map([...values].filter(([row]) => !left.rows.has(row)))
    const wholes = await importWholes(work, plan, { values: taken, lines, numbers, early: all })
    const told = [...wholes.problems, ...left.problems]
    return { ...wholes, blank, keyless: left.rows.size, noted: notedOf(read, told), problems: told }
  }
  const bad = new Set(all.map((problem) => problem.row))
  const good = [...values].filter(([row]) => !bad.has(row) && !left.rows.has(row))
  const { created, updated, unchanged, refused } = await takeGroups(work, plan, groupsOf(mapping, good))
  for (const { row } of refused) bad.add(row)
  const told = [...all, ...refused, ...left.problems]
  return {
    created,
    updated,
    unchanged,
    blank,
    merged: 0,
    keyless: left.rows.size,
    refused: bad.size,
    noted: notedOf(read, told),
    problems: told,
  }
}
