import type { Room, UpsertInput } from '@lianke/kernel'
import type { Model, ModelObject } from '../../model/model.ts'
import type { Mapping } from '../map/mapping.ts'
import type { CellProblem, ReadRows } from '../map/read-rows.ts'
import { resolvePointers } from '../map/resolve-pointers.ts'

export interface Plan {
  readonly model: Model
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
  const values = names.map((name) => row[name])
  return names.length === 0 || values.some((value) => value === null || value === undefined || value === '') ? null : JSON.stringify(values)
}

/** Rows of a block in waves: a record that stands twice in it is created in the first wave and updated in the next, so the last row wins. */
const waves = (mapping: Mapping, rows: readonly (readonly [number, Record<string, unknown>])[]): (readonly [number, Record<string, unknown>])[][] => {
  const made: (readonly [number, Record<string, unknown>])[][] = []
  const times = new Map<string, number>()
  for (const entry of rows) {
    const key = keyOf(mapping, entry[1])
    const wave = key === null ? 0 : (times.get(key) ?? 0)
    if (key !== null) times.set(key, wave + 1)
    ;(made[wave] ??= []).push(entry)
  }
  return made
}

/** Takes one block of rows through the write path; rows with a problem are left out and named, the others are kept. */
export const importBlock = async (room: Room, plan: Plan, rows: readonly (readonly string[])[]): Promise<BlockResult> => {
  const { mapping, object } = plan
  const { values, pointers, problems } = plan.read(rows)
  const all: CellProblem[] = [...problems, ...(await resolvePointers(room, plan.model, pointers, values, mapping.source))]
  const bad = new Set(all.map((problem) => problem.row))
  const good = [...values].filter(([row]) => !bad.has(row))
  let [created, updated, unchanged] = [0, 0, 0]
  for (const wave of waves(mapping, good)) {
    const input: UpsertInput = {
      object: object.name, rows: wave.map(([, row]) => row), partial: true, keepOrigins: true, dryRun: plan.dryRun,
      ...(mapping.key ? { key: mapping.key } : {}), ...(mapping.source ? { source: mapping.source } : {}),
    }
    const result = await room.records.upsert(input)
    created += result.created
    updated += result.updated
    unchanged += result.unchanged
    for (const problem of result.refused) {
      const row = wave[problem.row]?.[0] ?? 0
      bad.add(row)
      all.push({ row, path: problem.path, code: problem.code, params: problem.params ?? {} })
    }
  }
  return { created, updated, unchanged, blank: rows.length - values.size, refused: bad.size, problems: all }
}
