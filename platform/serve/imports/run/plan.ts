import type { TypeContext, UpsertInput } from '@lianke/kernel'
import type { AccessContext } from '../../../model/access/access-context.ts'
import type { Model, ModelObject } from '../../../model/model/model.ts'
import { keyFields } from '../../../model/records/keyless.rule.ts'
import { bare } from '../../../model/records/read-value.ts'
import type { Mapping } from '../map/mapping.ts'
import type { Block } from '../read/csv-rows.ts'
import type { CellProblem, ReadRows } from '../map/read-rows.ts'

export interface Plan {
  readonly model: Model
  /** Of whoever made the run. */
  readonly access: AccessContext
  readonly object: ModelObject
  readonly mapping: Mapping
  readonly types: TypeContext
  readonly read: (block: Pick<Block, 'first' | 'rows' | 'faults'>) => ReadRows
  /** Told when a block has its numbers; see `UpsertInput.numbered`. */
  readonly numbered?: () => void
}
export interface BlockResult {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly blank: number
  /** Rows that went into a whole which another row had begun. */
  readonly merged: number
  /** Rows that were left out because they say nothing of the key, as was chosen. */
  readonly keyless: number
  /** Values of the rows that were taken which went into the remark. */
  readonly noted: number
  /** Rows that were not taken. */
  readonly refused: number
  readonly problems: readonly CellProblem[]
}

/** Values that tell records apart, as one text; null where one of them is not there. Texts alone are the rule, and are not written anew. */
export const keyText = (values: readonly unknown[]): string | null => {
  if (values.length === 0 || values.some((value) => value === null || value === undefined || value === '')) return null
  const [first] = values
  return values.length === 1 && typeof first === 'string' ? `"${first}` : JSON.stringify(values)
}

/** By what a row is told to mean the same record as another; null where it says nothing of it. As the write path finds it: by id, by source, by the key. */
export const keyOf = (mapping: Mapping, row: Record<string, unknown>): string | null => {
  if (row.id) return keyText(['id', row.id])
  if (mapping.source && row.source_id) return keyText(['source_id', row.source_id])
  return keyText(keyFields(mapping).map((name) => bare(row[name])))
}

/** Everything by which a mapping lets rows name records, the fields of the key last. */
export const keyNames = (mapping: Mapping): readonly string[] => {
  const named = (name: string) => mapping.columns.some(({ field }) => field === name)
  return [...(named('id') ? ['id'] : []), ...(mapping.source && named('source_id') ? ['source_id'] : []), ...keyFields(mapping)]
}

/** What a run asks of the write path for some records. */
export const upsertInput = ({ object, mapping, numbered }: Plan, rows: readonly Record<string, unknown>[]): UpsertInput => ({
  object: object.name,
  rows,
  partial: true,
  keepOrigins: true,
  migrating: mapping.migrating ?? false,
  numbered,
  ...(mapping.key ? { key: mapping.key } : {}),
  ...(mapping.source ? { source: mapping.source } : {}),
})
