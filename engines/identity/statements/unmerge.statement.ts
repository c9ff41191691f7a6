import { type FactInput, personObject, personUnmerged, refuse, type Row, surely, type UnitOfWork } from '@lianke/kernel'
import { type DroppedRow, type JoinedAccount, type MovedRow, partAccounts, partRecords, readJoining } from '@lianke/platform'
import type { Doors } from '../doors.ts'
import { givenBack } from '../rules/given-back.rule.ts'
import { ownPlace, placeGivenUp, type PlacesMoved } from '../rules/own-place.rule.ts'
import { type PersonRow, takeOver, type Taken } from '../rules/take-over.rule.ts'
import { mergeMark, ownValues } from './merge-persons.statement.ts'
import { returnFacts, returnRelations } from './return-later.statement.ts'

interface MergeRow {
  readonly id: string
  readonly kept: string
  readonly gone: string
  readonly merged_at: string
  readonly taken: readonly Taken[]
  readonly moved: readonly (MovedRow | JoinedAccount)[]
  readonly dropped: readonly DroppedRow[]
  readonly undone_at: string | null
}
const isAccount = (row: MovedRow | JoinedAccount): row is JoinedAccount => 'entries' in row
const pointersOf = ({ moved }: MergeRow): MovedRow[] => moved.flatMap((row) => (isAccount(row) ? [] : [row]))
/** The same, of lists with whether who stayed had a place of his own in them. */
const ownPlaces = (merge: MergeRow, others: readonly MergeRow[]): MovedRow[] => {
  const placed = (row: MergeRow): PlacesMoved => ({ ...row, places: pointersOf(row) })
  const before = others.map(placed)
  const own = placed(merge)
  return pointersOf(merge).flatMap((row) => {
    if (row.beside === undefined) return [row]
    return placeGivenUp(own, row, before) ? [] : [{ ...row, beside: ownPlace(own, row, before) }]
  })
}
const idsIn = (value: unknown): string[] => (Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [])

const accountFact = (object: string, id: string, person: string): FactInput => ({
  name: `${object}.updated`,
  subject: { object, id },
  person,
  payload: { reason: 'merge' },
})

/** Parts two persons that one merge joined. A second time does nothing. Automatic rules do not join them again. */
export const unmergePersons = async (doors: Doors, id: string): Promise<{ undone: boolean; kept: string; gone: string }> => {
  const [merge] = await doors.sql<MergeRow>(`select * from identity_merge where id = $1 for update`, [id])
  if (!merge) refuse('record.not_found', { status: 404 })
  const { kept, gone } = merge
  if (merge.undone_at) return { undone: false, kept, gone }
  await doors.inWork(async (work) => {
    const persons = await readJoining(work, personObject, [kept, gone])
    const [keptRow, goneRow] = [persons.get(kept), persons.get(gone)]
    if (!keptRow || !goneRow || keptRow[mergeMark]) refuse('identity.kept_was_merged', { status: 409 })
    await part(doors, work, { merge, keptRow, goneRow })
  })
  await returnRelations(doors, merge)
  await returnFacts(doors, merge)
  return { undone: true, kept, gone }
}

interface Sides {
  readonly merge: MergeRow
  readonly keptRow: Row
  readonly goneRow: Row
}

const part = async (doors: Doors, work: UnitOfWork, { merge, keptRow, goneRow }: Sides): Promise<void> => {
  const { id, kept, gone } = merge
  const others = await doors.sql<MergeRow>(
    `select * from identity_merge where id <> $1 and (kept = any($2) or gone = any($2)) and deleted_at is null order by merged_at, id`,
    [id, [kept, gone]],
  )
  const standing = others.filter((other) => other.kept === kept && other.undone_at === null)
  const values = await keptWithout(doors, work, { merge, keptRow, standing })
  const lent = await partRecords(work, {
    object: personObject,
    mark: mergeMark,
    gone,
    joined: { moved: ownPlaces(merge, others), dropped: merge.dropped },
    others: {
      moved: others.flatMap(pointersOf),
      dropped: others.flatMap(({ dropped }) => dropped),
      standing: standing.flatMap(pointersOf),
      one: standing.map((other) => other.gone),
    },
    kept: { id: kept, values: { ...values, do_not_merge: [...new Set([...idsIn(keptRow.do_not_merge), gone])] } },
    goneValues: { do_not_merge: [...new Set([...idsIn(goneRow.do_not_merge), kept])] },
  })
  await noteLent(doors, standing, lent)
  const accounts = merge.moved.filter(isAccount)
  await partAccounts(doors, accounts, id)
  // Persons whom the parted one had taken in before, and those whom these had, follow it again.
  await doors.sql(
    `with recursive under (id) as (
        select gone from identity_merge where kept = $2 and undone_at is null
        union select m.gone from identity_merge m join under u on m.kept = u.id where m.undone_at is null)
      update customer_person set merged_into = $2 where merged_into = $1 and id in (select id from under)`,
    [kept, gone],
  )
  await doors.sql(
    `update identity_merge set undone_at = $2, undone_by = $3, updated_at = $2, version = version + 1 where id = $1`,
    [id, doors.now, doors.by],
  )
  for (const one of accounts) {
    await work.emit(accountFact(one.object, one.id, gone))
    await work.emit(accountFact(one.object, one.into, kept))
  }
  await work.emit({
    name: personUnmerged,
    subject: { object: personObject, id: gone },
    person: gone,
    payload: { kept, gone, merge: id },
  })
}

/** What stands for who stayed again, though it is another's who is still one with it, follows him when they part. */
const noteLent = async (doors: Doors, standing: readonly MergeRow[], lent: readonly MovedRow[]): Promise<void> => {
  const more = standing.flatMap(({ id, gone, moved }) => {
    const own = lent.filter((row) => row.gone === gone)
    return own.length > 0 ? [{ id, moved: [...moved, ...own] }] : []
  })
  if (more.length > 0)
    await doors.sql(
      `update identity_merge m set moved = x.moved from jsonb_to_recordset($1::jsonb) as x (id uuid, moved jsonb) where m.id = x.id`,
      [JSON.stringify(more)],
    )
}

/**
 * The values of who stayed without the one who goes. What it gives back, another who is still merged into it may have: that one fills the gap,
 * and its merge says so.
 */
const keptWithout = async (
  doors: Doors,
  work: UnitOfWork,
  { merge, keptRow, standing }: { merge: MergeRow; keptRow: Row; standing: readonly MergeRow[] },
): Promise<Record<string, unknown>> => {
  const back = givenBack(keptRow, merge.taken)
  if (standing.length === 0) return back
  const rows = await readJoining(
    work,
    personObject,
    standing.map((other) => other.gone),
  )
  const person = (row: Row): PersonRow => ownValues(doors.model, row)
  const without = { ...person(keptRow), ...back }
  const filled = takeOver(
    without,
    standing.map((other) => person(surely(rows.get(other.gone), 'who was merged away is there'))),
  )
  const more = standing.flatMap((other) => {
    const taken = filled.taken.get(other.gone) ?? []
    return taken.length > 0 ? [{ id: other.id, taken: [...other.taken, ...taken] }] : []
  })
  if (more.length > 0)
    await doors.sql(
      `update identity_merge m set taken = x.taken from jsonb_to_recordset($1::jsonb) as x (id uuid, taken jsonb) where m.id = x.id`,
      [JSON.stringify(more)],
    )
  return { ...back, ...filled.values }
}
