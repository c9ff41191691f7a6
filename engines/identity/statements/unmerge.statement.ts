import { type IdentifierInput, personObject, personUnmerged, refuse } from '@lianke/kernel'
import type { Doors } from '../doors.ts'
import type { JoinedAccount } from '@lianke/platform'
import { keyOf, normaliseIdentifier } from '../rules/normalise-identifier.rule.ts'
import { type MovedRow, returnChildren } from './move-children.statement.ts'
import type { Taken } from '../rules/take-over.rule.ts'

interface MergeRow {
  readonly id: string
  readonly kept: string
  readonly gone: string
  readonly merged_at: string
  readonly taken: readonly Taken[]
  readonly moved: readonly (MovedRow | JoinedAccount)[]
  readonly dropped: readonly MovedRow[]
  readonly undone_at: string | null
}
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** What the kept person gives back: only what is still as it was taken; tags lose what the other one brought. */
const given = (kept: Readonly<Record<string, unknown>>, taken: readonly Taken[]): Record<string, unknown> => {
  const back: Record<string, unknown> = {}
  for (const { field, from, to } of taken) {
    if (field === 'tags') {
      const brought = new Set((to as string[]).filter((tag) => !((from as string[] | null) ?? []).includes(tag)))
      back.tags = ((kept.tags as string[] | null) ?? []).filter((tag) => !brought.has(tag))
    } else if (JSON.stringify(kept[field] ?? null) === JSON.stringify(to ?? null)) back[field] = from
  }
  return back
}

const factsPerReadMax = 2000

/** Facts that arrived after the merge go with the identifiers they came with; one that names both stays. */
const returnFacts = async (doors: Doors, merge: MergeRow): Promise<void> => {
  const held = await doors.sql<{ type: string; issuer: string; value: string; person: string }>(
    `select type, issuer, value, person from customer_identifier where person = any($1) and deleted_at is null`,
    [[merge.kept, merge.gone]],
  )
  const holder = new Map(held.map((row) => [keyOf(row), row.person]))
  for (let seq = '0'; ; ) {
    const facts = await doors.sql<{ id: string; seq: string; identifiers: IdentifierInput[] }>(
      `select id, seq::text as seq, payload -> 'identifiers' as identifiers from fact
        where person = $1 and recorded_at >= $2 and seq > $3 and jsonb_typeof(payload -> 'identifiers') = 'array' order by fact.seq limit ${factsPerReadMax}`,
      [merge.kept, merge.merged_at, seq],
    )
    const back = facts.filter((fact) => {
      const holders = new Set(
        fact.identifiers.flatMap((input) => {
          const identifier = normaliseIdentifier(input)
          return (identifier && holder.get(keyOf(identifier))) || []
        }),
      )
      return holders.has(merge.gone) && !holders.has(merge.kept)
    })
    if (back.length > 0)
      await doors.sql(`update fact set person = $2 where id = any($1)`, [back.map((fact) => fact.id), merge.gone])
    if (facts.length < factsPerReadMax) return
    seq = facts.at(-1)?.seq as string
  }
}

/** Relations made after the merge follow the external id they came with. */
const returnRelations = (doors: Doors, merge: MergeRow) =>
  doors.sql(
    `update customer_relation r set person = $2, updated_at = $4, version = r.version + 1
      from customer_identifier i where r.person = $1 and r.created_at >= $3 and r.deleted_at is null
        and i.person = $2 and i.value = r.external_id and i.issuer = r.issuer and i.deleted_at is null`,
    [merge.kept, merge.gone, merge.merged_at, doors.now],
  )

/** Parts two persons that one merge joined. A second time does nothing. Automatic rules do not join them again. */
export const unmergePersons = async (doors: Doors, id: string): Promise<{ undone: boolean; kept: string; gone: string }> => {
  const [merge] = await doors.sql<MergeRow>(`select * from identity_merge where id = $1 for update`, [id])
  if (!merge) refuse('record.not_found', { status: 404 })
  const { kept, gone } = merge
  if (merge.undone_at) return { undone: false, kept, gone }
  const persons = await doors.sql<Record<string, unknown> & { id: string; merged_into: string | null }>(
    `select * from customer_person where id = any($1) order by id for update`,
    [[kept, gone]],
  )
  const keptRow = persons.find((row) => row.id === kept)
  const goneRow = persons.find((row) => row.id === gone)
  if (!keptRow || !goneRow || keptRow.merged_into) refuse('identity.kept_was_merged', { status: 409 })
  await returnChildren(doors, merge)
  const back = given(keptRow, merge.taken)
  await doors.sql(
    `update customer_person p set ${Object.keys(back)
      .map((field) => `${quoted(field)} = r.${quoted(field)},`)
      .join(' ')}
        do_not_merge = coalesce(p.do_not_merge, '[]') || to_jsonb($4::text), updated_at = $3, version = p.version + 1
      from jsonb_populate_record(null::customer_person, $2::jsonb) r where p.id = $1`,
    [kept, JSON.stringify(back), doors.now, gone],
  )
  await doors.sql(
    `update customer_person p set merged_into = null, deleted_at = null, do_not_merge = coalesce(p.do_not_merge, '[]') || to_jsonb($3::text),
        updated_at = $2, version = p.version + 1 where id = $1`,
    [gone, doors.now, kept],
  )
  // Persons whom the parted one had taken in before follow it again.
  await doors.sql(
    `update customer_person set merged_into = $2 where merged_into = $1
      and id in (select gone from identity_merge where kept = $2 and undone_at is null)`,
    [kept, gone],
  )
  await returnRelations(doors, merge)
  await returnFacts(doors, merge)
  await doors.sql(
    `update identity_merge set undone_at = $2, undone_by = $3, updated_at = $2, version = version + 1 where id = $1`,
    [id, doors.now, doors.by],
  )
  await doors.tell([
    { name: `${personObject}.restored`, subject: { object: personObject, id: gone }, person: gone },
    {
      name: `${personObject}.updated`,
      subject: { object: personObject, id: kept },
      person: kept,
      after: back,
      before: Object.fromEntries(Object.keys(back).map((field) => [field, keptRow[field] ?? null])),
    },
    { name: personUnmerged, subject: { object: personObject, id: gone }, person: gone, payload: { kept, gone, merge: id } },
  ])
  return { undone: true, kept, gone }
}
