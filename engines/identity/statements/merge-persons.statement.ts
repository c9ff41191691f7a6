import { type FactInput, personMerged, personObject, surely } from '@lianke/kernel'
import { type PersonRow, type TakenOver, takeOver } from '../rules/take-over.rule.ts'
import type { Doors } from '../doors.ts'
import { moveChildren, type Pair } from './move-children.statement.ts'

export interface Merge extends Pair {
  readonly reason: 'identifier' | 'manual' | 'suggestion'
  readonly identifier: unknown
  readonly fact: string | null
}
/** A kept person before the merge, and what it takes over. */
interface Change extends TakenOver {
  readonly id: string
  readonly before: PersonRow
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const changesOf = async (doors: Doors, merges: readonly Merge[]): Promise<Change[]> => {
  const ids = [...new Set(merges.flatMap((merge) => [merge.kept, merge.gone]))]
  const rows = await doors.sql<PersonRow>(`select * from customer_person where id = any($1)`, [ids])
  const persons = new Map(rows.map((row) => [row.id, row]))
  return [...Map.groupBy(merges, ({ kept }) => kept)].map(([id, own]) => {
    const before = surely(persons.get(id), 'who stays is there')
    const gone = own.map((merge) => surely(persons.get(merge.gone), 'who goes is there'))
    return { id, before, ...takeOver(before, gone) }
  })
}

/** Writes the fields that kept persons took over, one statement for all. */
const writeTaken = async (doors: Doors, changed: readonly Change[]): Promise<void> => {
  if (changed.length === 0) return
  const columns = [...new Set(changed.flatMap(({ values }) => Object.keys(values)))]
  const whole = changed.map(({ id, before, values }) => ({
    ...Object.fromEntries(columns.map((column) => [column, before[column]])),
    ...values,
    id,
  }))
  await doors.sql(
    `update customer_person p set ${columns.map((column) => `${quoted(column)} = r.${quoted(column)},`).join(' ')} updated_at = $2, version = p.version + 1
      from jsonb_populate_recordset(null::customer_person, $1::jsonb) r where p.id = r.id`,
    [JSON.stringify(whole), doors.now],
  )
}

/** Whoever goes is hidden and points to who stays, and so do those who pointed to them. */
const hideGone = (doors: Doors, merges: readonly Merge[]) =>
  doors.sql(
    `update customer_person p set merged_into = m.kept, deleted_at = coalesce(p.deleted_at, $3), updated_at = $3, version = p.version + 1
      from unnest($1::uuid[], $2::uuid[]) as m (kept, gone) where p.id = m.gone or p.merged_into = m.gone`,
    [merges.map((merge) => merge.kept), merges.map((merge) => merge.gone), doors.now],
  )

/** The ledger by which a merge can be undone: what was taken, what moved, what fell away. */
const writeLedger = (
  doors: Doors,
  merges: readonly Merge[],
  { changes, moved, dropped }: { changes: readonly Change[] } & Awaited<ReturnType<typeof moveChildren>>,
) => {
  const takenOf = new Map(changes.flatMap(({ taken }) => [...taken]))
  const rows = merges.map((merge) => ({
    ...merge,
    id: doors.newId(),
    taken: takenOf.get(merge.gone) ?? [],
    moved: moved.filter((row) => row.gone === merge.gone),
    dropped: dropped.filter((row) => row.gone === merge.gone || row.gone === merge.kept),
  }))
  return doors.sql(
    `insert into identity_merge (id, kept, gone, reason, identifier, fact, merged_at, merged_by, taken, moved, dropped, created_at, updated_at, version)
      select id, kept, gone, reason, identifier, fact, $2, $3, taken, moved, dropped, $2, $2, 1
      from jsonb_to_recordset($1::jsonb) as m (id uuid, kept uuid, gone uuid, reason text, identifier jsonb, fact text, taken jsonb, moved jsonb, dropped jsonb)`,
    [JSON.stringify(rows), doors.now, doors.by],
  )
}

const updatedFact = ({ id, values, before }: Change): FactInput => ({
  name: `${personObject}.updated`,
  subject: { object: personObject, id },
  person: id,
  after: values,
  before: Object.fromEntries(Object.keys(values).map((field) => [field, before[field] ?? null])),
})
const mergedFacts = ({ kept, gone, reason }: Merge): FactInput[] => [
  {
    name: personMerged,
    subject: { object: personObject, id: kept },
    person: kept,
    payload: { kept, gone, reason },
  },
  {
    name: `${personObject}.deleted`,
    subject: { object: personObject, id: gone },
    person: kept,
    payload: { merged_into: kept },
  },
]

/**
 * Joins persons, in sets: rows re-parented, fields survived, the merged-away hidden and pointing to who stays, the ledger written, told as facts.
 * The caller has locked both sides and holds no pair whose kept side is merged away in the same call.
 */
export const mergePersons = async (doors: Doors, merges: readonly Merge[]): Promise<void> => {
  if (merges.length === 0) return
  const changes = await changesOf(doors, merges)
  const children = await moveChildren(doors, merges)
  const changed = changes.filter(({ values }) => Object.keys(values).length > 0)
  await writeTaken(doors, changed)
  await hideGone(doors, merges)
  await writeLedger(doors, merges, { changes, ...children })
  await doors.tell([...changed.map(updatedFact), ...merges.flatMap(mergedFacts)])
}
