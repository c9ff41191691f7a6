import { type FactInput, personMerged, personObject, surely } from '@lianke/kernel'
import { canonicalOf } from '../rules/canonical.rule.ts'
import { survivingFields } from '../rules/survive.rule.ts'
import type { Doors } from '../doors.ts'
import { moveChildren, type Pair } from './move-children.statement.ts'

export interface Merge extends Pair {
  readonly reason: 'identifier' | 'manual' | 'suggestion'
  readonly identifier: unknown
  readonly fact: string | null
}
interface PersonRow extends Record<string, unknown> {
  readonly id: string
  readonly created_at: string
  readonly do_not_merge: string[] | null
}
export interface Taken {
  readonly field: string
  readonly from: unknown
  readonly to: unknown
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Writes the fields that kept persons took over, one statement for all. */
const writeTaken = async (
  doors: Doors,
  rows: readonly { id: string; values: Record<string, unknown>; full: PersonRow }[],
): Promise<void> => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row.values)))]
  const whole = rows.map((row) => ({
    ...Object.fromEntries(columns.map((column) => [column, row.full[column]])),
    ...row.values,
    id: row.id,
  }))
  await doors.sql(
    `update customer_person p set ${columns.map((column) => `${quoted(column)} = r.${quoted(column)},`).join(' ')} updated_at = $2, version = p.version + 1
      from jsonb_populate_recordset(null::customer_person, $1::jsonb) r where p.id = r.id`,
    [JSON.stringify(whole), doors.now],
  )
}

/**
 * Joins persons, in sets: rows re-parented, fields survived, the merged-away hidden and pointing to who stays, the ledger written, told as facts.
 * The caller has locked both sides and holds no pair whose kept side is merged away in the same call.
 */
export const mergePersons = async (doors: Doors, merges: readonly Merge[]): Promise<void> => {
  if (merges.length === 0) return
  const ids = [...new Set(merges.flatMap((merge) => [merge.kept, merge.gone]))]
  const persons = new Map(
    (await doors.sql<PersonRow>(`select * from customer_person where id = any($1)`, [ids])).map((row) => [row.id, row]),
  )
  const { moved, dropped } = await moveChildren(doors, merges)
  const takenOf = new Map<string, Taken[]>()
  const changes = new Map<string, { values: Record<string, unknown>; full: PersonRow }>()
  for (const kept of new Set(merges.map((merge) => merge.kept))) {
    const before = surely(persons.get(kept), 'who stays is there')
    let full: PersonRow = before
    // Oldest first, so that any order of arriving ends with the same fields.
    const gone = merges
      .filter((merge) => merge.kept === kept)
      .map((merge) => surely(persons.get(merge.gone), 'who goes is there'))
    for (const next = [...gone]; next.length > 0; ) {
      const one = canonicalOf(next)
      next.splice(next.indexOf(one), 1)
      const taken = survivingFields(full, one)
      const apart = [...new Set([...(full.do_not_merge ?? []), ...(one.do_not_merge ?? [])])]
      takenOf.set(
        one.id,
        Object.entries(taken).map(([field, to]) => ({ field, from: full[field] ?? null, to })),
      )
      full = { ...full, ...taken, do_not_merge: apart.length > 0 ? apart : full.do_not_merge }
    }
    const values = Object.fromEntries(Object.entries(full).filter(([field, value]) => value !== before[field]))
    changes.set(kept, { values, full: before })
  }
  const changed = [...changes].filter(([, change]) => Object.keys(change.values).length > 0)
  if (changed.length > 0)
    await writeTaken(
      doors,
      changed.map(([id, change]) => ({ id, ...change })),
    )
  await doors.sql(
    `update customer_person p set merged_into = m.kept, deleted_at = coalesce(p.deleted_at, $3), updated_at = $3, version = p.version + 1
      from unnest($1::uuid[], $2::uuid[]) as m (kept, gone) where p.id = m.gone or p.merged_into = m.gone`,
    [merges.map((merge) => merge.kept), merges.map((merge) => merge.gone), doors.now],
  )
  await doors.sql(
    `insert into identity_merge (id, kept, gone, reason, identifier, fact, merged_at, merged_by, taken, moved, dropped, created_at, updated_at, version)
      select id, kept, gone, reason, identifier, fact, $2, $3, taken, moved, dropped, $2, $2, 1
      from jsonb_to_recordset($1::jsonb) as m (id uuid, kept uuid, gone uuid, reason text, identifier jsonb, fact text, taken jsonb, moved jsonb, dropped jsonb)`,
    [
      JSON.stringify(
        merges.map((merge) => ({
          ...merge,
          id: doors.newId(),
          taken: takenOf.get(merge.gone) ?? [],
          moved: moved.filter((row) => row.gone === merge.gone),
          dropped: dropped.filter((row) => row.gone === merge.gone || row.gone === merge.kept),
        })),
      ),
      doors.now,
      doors.by,
    ],
  )
  await doors.tell([
    ...changed.map(
      ([id, change]): FactInput => ({
        name: `${personObject}.updated`,
        subject: { object: personObject, id },
        person: id,
        after: change.values,
        before: Object.fromEntries(Object.keys(change.values).map((field) => [field, change.full[field] ?? null])),
      }),
    ),
    ...merges.flatMap((merge): FactInput[] => [
      {
        name: personMerged,
        subject: { object: personObject, id: merge.kept },
        person: merge.kept,
        payload: { kept: merge.kept, gone: merge.gone, reason: merge.reason },
      },
      {
        name: `${personObject}.deleted`,
        subject: { object: personObject, id: merge.gone },
        person: merge.kept,
        payload: { merged_into: merge.kept },
      },
    ]),
  ])
}
