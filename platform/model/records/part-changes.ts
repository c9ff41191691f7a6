import type { Row } from '@lianke/kernel'
import type { ModelObject } from '../model/model.ts'
import type { Draft, PartDraft } from './draft.ts'
import { told } from './record-facts.ts'
import { changedOnly, sameValue } from './row-codec.ts'

const standing = new Set(['version', 'updated_at', 'updated_by'])
const lineChanges = ({ before, row, given }: PartDraft): Record<string, unknown> =>
  // The typed form of a phone rides on what was given.
  changedOnly(before ?? undefined, {
    ...given,
    ...Object.fromEntries(Object.entries(row).filter(([name]) => !standing.has(name))),
  })

/** What becomes of the lines of one name in a set of wholes. */
export interface PartWrites {
  readonly created: readonly Row[]
  readonly updated: readonly { readonly before: Row; readonly after: Row; readonly changes: Record<string, unknown> }[]
  readonly deleted: readonly Row[]
  readonly restored: readonly { readonly before: Row; readonly after: Row }[]
}

/** How one draft's lines of one name differ from what stands. */
export const partWrites = (draft: Draft, name: string): PartWrites => {
  const parts = draft.parts.get(name)
  const back = new Map(parts?.back.map((row) => [row.id, row]))
  const lines = parts?.rows ?? []
  return {
    created: lines.flatMap(({ before, row }) => (before === null ? [row] : [])),
    updated: lines.flatMap((line) => {
      if (line.before === null || back.has(line.before.id)) return []
      const changes = lineChanges(line)
      return Object.keys(changes).length === 0 ? [] : [{ before: line.before, after: line.row, changes }]
    }),
    deleted: parts?.gone ?? [],
    restored: lines.flatMap(({ before, row }) => (before && back.has(before.id) ? [{ before, after: row }] : [])),
  }
}

/** Does a draft change this field or part of its record? */
export const changes = (draft: Draft, name: string): boolean =>
  draft.parts.has(name) ? hasWrites(partWrites(draft, name)) : !sameValue(draft.row[name], draft.before?.[name])

export const hasWrites = ({ created, updated, deleted, restored }: PartWrites): boolean =>
  created.length + updated.length + deleted.length + restored.length > 0

/** What a line holds beside the way to its whole. */
const present = (child: ModelObject, row: Row): Record<string, unknown> => {
  const values: Record<string, unknown> = {}
  for (const name of child.fields.keys())
    if (name !== child.whole?.via && row[name] !== null && row[name] !== undefined) values[name] = row[name]
  return values
}

interface ToldParts {
  readonly before: Record<string, unknown>
  readonly after: Record<string, unknown>
  /** Ids of the lines touched, by name and act: readers that copy or index records find them here. */
  readonly parts: Record<string, Record<string, readonly string[]>>
}

/** The lines' half of the one fact that is told of a whole. */
export const toldParts = (
  writes: ReadonlyMap<string, { readonly child: ModelObject; readonly writes: PartWrites }>,
): ToldParts => {
  const about: ToldParts = { before: {}, after: {}, parts: {} }
  for (const [name, { child, writes: own }] of writes) {
    if (!hasWrites(own)) continue
    const was = (row: Row, names: readonly string[]) =>
      told(child, Object.fromEntries(names.map((field) => [field, row[field] ?? null])))
    const line = (row: Row) => ({ id: row.id, ...told(child, present(child, row)) })
    about.before[name] = [
      ...own.updated.map(({ before, changes }) => ({ id: before.id, ...was(before, Object.keys(changes)) })),
      ...own.deleted.map(line),
    ]
    about.after[name] = [
      ...own.created.map(line),
      ...own.restored.map(({ after }) => line(after)),
      ...own.updated.map(({ after, changes }) => ({ id: after.id, ...told(child, changes) })),
    ]
    const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)
    about.parts[name] = Object.fromEntries(
      Object.entries({
        created: ids(own.created),
        updated: ids(own.updated.map(({ after }) => after)),
        deleted: ids(own.deleted),
        restored: ids(own.restored.map(({ after }) => after)),
      }).filter(([, list]) => list.length > 0),
    )
  }
  return about
}
