import type { Room, UpsertInput } from '@lianke/kernel'
import type { AccessContext } from '../../access/access-context.ts'
import type { Model, ModelObject } from '../../model/model.ts'
import type { Mapping } from '../map/mapping.ts'
import type { CellProblem, ReadRows } from '../map/read-rows.ts'
import { bare } from '../../records/read-value.ts'
import { resolvePointers } from '../map/resolve-pointers.ts'

export interface Plan {
  readonly model: Model
  /** Of whoever made the run. */
  readonly access: AccessContext
  readonly object: ModelObject
  readonly mapping: Mapping
  readonly read: (rows: readonly (readonly string[])[]) => ReadRows
  readonly dryRun?: boolean
}
export interface BlockResult {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly blank: number
  /** Rows that were not taken. */
  readonly refused: number
  readonly problems: readonly CellProblem[]
}

const keyOf = (mapping: Mapping, row: Record<string, unknown>): string | null => {
  const names = mapping.source && row.source_id ? ['source_id'] : (mapping.key ?? [])
  const values = names.map((name) => bare(row[name]))
  return names.length === 0 || values.some((value) => value === null || value === undefined || value === '')
    ? null
    : JSON.stringify(values)
}

/** A record that stands several times in a block is written once, later rows over earlier ones. */
const foldRepeated = (mapping: Mapping, rows: readonly (readonly [number, Record<string, unknown>])[]) => {
  const folded: [number, Record<string, unknown>][] = []
  const at = new Map<string, number>()
  for (const [index, row] of rows) {
    const key = keyOf(mapping, row)
    const known = key === null ? undefined : at.get(key)
    if (known !== undefined) folded[known] = [index, { ...folded[known]?.[1], ...row }]
    else {
      if (key !== null) at.set(key, folded.length)
      folded.push([index, row])
    }
  }
  return folded
}

/** Takes one block of rows through the write path; rows with a problem are left out and named, the others are kept. */
export const importBlock = async (
  room: Room,
  plan: Plan,
  rows: readonly (readonly string[])[],
  read: ReadRows = plan.read(rows),
): Promise<BlockResult> => {
  const { mapping, object } = plan
  // A transaction that is tried again must find the rows as they were read.
  const values = new Map([...read.values].map(([row, given]) => [row, { ...given }]))
  const { pointers, problems } = read
  const all: CellProblem[] = [...problems, ...(await resolvePointers(room, plan, pointers, values))]
  const bad = new Set(all.map((problem) => problem.row))
  const good = [...values].filter(([row]) => !bad.has(row))
  const folded = foldRepeated(mapping, good)
  const input: UpsertInput = {
    object: object.name,
    rows: folded.map(([, row]) => row),
    partial: true,
    keepOrigins: true,
    migrating: mapping.migrating ?? false,
    dryRun: plan.dryRun,
    ...(mapping.key ? { key: mapping.key } : {}),
    ...(mapping.source ? { source: mapping.source } : {}),
  }
  const { created, updated: changed, unchanged, refused } = await room.records.upsert(input)
  for (const problem of refused) {
    const row = folded[problem.row]?.[0] ?? 0
    bad.add(row)
    all.push({ row, path: problem.path, code: problem.code, params: problem.params ?? {} })
  }
  const updated = changed + good.length - folded.length
  return { created, updated, unchanged, blank: rows.length - values.size, refused: bad.size, problems: all }
}
