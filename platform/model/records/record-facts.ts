import { type FactInput, traitsOf } from '@lianke/kernel'
import type { ModelObject } from '../model/model.ts'

const hiddenKept = new WeakMap<ModelObject, ReadonlySet<string>>()
/** Fields whose values no fact tells. */
const hiddenInFacts = (object: ModelObject): ReadonlySet<string> => {
  const known =
    hiddenKept.get(object) ?? new Set([...object.fields].flatMap(([name, field]) => (traitsOf(field).sealed ? [name] : [])))
  hiddenKept.set(object, known)
  return known
}

/** Changed values as the ledger keeps them; secrets are never written down twice. */
export const told = (object: ModelObject, values: Record<string, unknown>): Record<string, unknown> => {
  const told: Record<string, unknown> = {}
  const hidden = hiddenInFacts(object)
  for (const name in values) if (values[name] !== undefined) told[name] = hidden.has(name) ? '•••' : values[name]
  return told
}

export const personOf = (object: ModelObject, row: Record<string, unknown>): string | null => {
  const via = object.definition.person
  return via ? ((row[via] ?? null) as string | null) : null
}

export interface RecordChange {
  readonly before?: Record<string, unknown> | null
  readonly after?: Record<string, unknown> | null
  readonly version: number
  readonly at?: string
  /** Ids of the lines that were touched with it, by part and act. */
  readonly parts?: Readonly<Record<string, unknown>>
  /** Brought from elsewhere as it was. */
  readonly migrated?: boolean
  /** Nobody's change: roll-ups and what follows from them moved. */
  readonly followed?: boolean
}

/** `customer.person.updated` and its kin. `before` and `after` hold changed fields only. */
export const recordFact = (
  act: 'created' | 'updated' | 'deleted' | 'restored',
  object: ModelObject,
  row: Record<string, unknown> & { id: string },
  change: RecordChange,
): FactInput => ({
  name: `${object.name}.${act}`,
  subject: { object: object.name, id: row.id },
  person: personOf(object, row),
  before: change.before ? told(object, change.before) : null,
  after: change.after ? told(object, change.after) : null,
  payload: {
    version: change.version,
    title: row[object.definition.title] ?? null,
    ...(change.parts && Object.keys(change.parts).length > 0 ? { parts: change.parts } : {}),
    ...(change.migrated ? { migrated: true } : {}),
    ...(change.followed ? { roll_up: true } : {}),
  },
  // What was brought from elsewhere happened when it happened, not when it was brought.
  ...(change.at === undefined ? {} : { occurred_at: change.at }),
})
