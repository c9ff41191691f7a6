import {
  type FactInput,
  personMerged,
  personObject,
  type Row,
  surely,
  traitsOf,
  followsOthers,
  type UnitOfWork,
} from '@lianke/kernel'
import { joinAccounts, type JoinedAccount, type Joined, joinRecords, readJoining } from '@lianke/platform'
import { type PersonRow, type TakenOver, takeOver } from '../rules/take-over.rule.ts'
import type { Doors } from '../doors.ts'
import { settleSuggestions } from './settle-suggestions.statement.ts'

export interface Merge {
  readonly kept: string
  readonly gone: string
  readonly reason: 'identifier' | 'manual' | 'suggestion'
  readonly identifier: unknown
  readonly fact: string | null
}
/** A kept person, and what it takes over. */
interface Change extends TakenOver {
  readonly id: string
}

/** By which a person who was merged away names who stays. */
export const mergeMark = 'merged_into'
/** Identity's own books name both sides for ever. */
const isOwnBook = ({ module }: { readonly module: string }): boolean => module === 'identity'

/** A person's values that can be somebody's own: nothing that is counted, computed or drawn from a series. */
export const ownValues = (model: Doors['model'], row: Row): PersonRow => {
  const { fields } = surely(model.objects.get(personObject), 'persons are in the model')
  const computed = [...fields].flatMap(([name, field]) => (followsOthers(field) || traitsOf(field).computed ? [name] : []))
  const own: Record<string, unknown> = Object.fromEntries(Object.entries(row).filter(([name]) => !computed.includes(name)))
  const apart = Array.isArray(row.do_not_merge) ? row.do_not_merge.filter((id): id is string => typeof id === 'string') : null
  return { ...own, id: row.id, created_at: String(row.created_at), do_not_merge: apart }
}

const changesOf = async (doors: Doors, work: UnitOfWork, merges: readonly Merge[]): Promise<Change[]> => {
  const rows = await readJoining(
    work,
    personObject,
    merges.flatMap((merge) => [merge.kept, merge.gone]),
  )
  const person = (id: string) => ownValues(doors.model, surely(rows.get(id), 'both sides are there'))
  return [...Map.groupBy(merges, ({ kept }) => kept)].map(([id, own]) => ({
    id,
    ...takeOver(
      person(id),
      own.map(({ gone }) => person(gone)),
    ),
  }))
}

/** The ledger by which a merge can be undone: what was taken, what moved, what fell away. */
const writeLedger = (
  doors: Doors,
  merges: readonly Merge[],
  { changes, joined, accounts }: { changes: readonly Change[]; joined: Joined; accounts: readonly JoinedAccount[] },
) => {
  const takenOf = new Map(changes.flatMap(({ taken }) => [...taken]))
  const share = shares(merges, joined)
  const rows = merges.map((merge) => ({
    ...merge,
    id: doors.newId(),
    taken: takenOf.get(merge.gone) ?? [],
    moved: [...share(merge).moved, ...accounts.filter((row) => row.gone === merge.gone)],
    dropped: share(merge).dropped,
  }))
  return doors.sql(
    `insert into identity_merge (id, kept, gone, reason, identifier, fact, merged_at, merged_by, taken, moved, dropped, created_at, updated_at, version)
      select id, kept, gone, reason, identifier, fact, $2, $3, taken, moved, dropped, $2, $2, 1
      from jsonb_to_recordset($1::jsonb) as m (id uuid, kept uuid, gone uuid, reason text, identifier jsonb, fact text, taken jsonb, moved jsonb, dropped jsonb)`,
    [JSON.stringify(rows), doors.now, doors.by],
  )
}

/** What of all that was joined belongs to one merge: its own rows, those who stay gave up, and what hung on rows that gave way. */
const shares = (merges: readonly Merge[], { moved, dropped }: Joined) => {
  const ownerOf = new Map(dropped.map((row) => [row.id, row.gone]))
  const root = (id: string): string => {
    const owner = ownerOf.get(id)
    return owner === undefined ? id : root(owner)
  }
  const movedOf = Map.groupBy(moved, (row) => root(row.gone))
  const droppedOf = Map.groupBy(dropped, (row) => root(row.gone))
  return ({ kept, gone }: Merge): Joined => ({
    moved: [...(movedOf.get(gone) ?? []), ...(movedOf.get(kept) ?? [])],
    dropped: [...(droppedOf.get(gone) ?? []), ...(droppedOf.get(kept) ?? [])],
  })
}

const mergedFact = ({ kept, gone, reason }: Merge): FactInput => ({
  name: personMerged,
  subject: { object: personObject, id: kept },
  person: kept,
  payload: { kept, gone, reason },
})
const joinedFact = (object: string, id: string, person: string | null): FactInput => ({
  name: `${object}.updated`,
  subject: { object, id },
  person,
  payload: { reason: 'merge' },
})

const takenValues = ({ id, values, taken }: Change) => ({
  kept: id,
  values,
  from: Object.fromEntries([...taken].flatMap(([gone, own]) => own.map(({ field }) => [field, gone] as const))),
})

/**
 * Joins persons, in sets, through the write path of records: what hung on who goes hangs on who stays, whole values survive, what is counted
 * follows. The ledger is written, and the merge told. The caller has locked both sides and holds no pair whose kept side is merged away in the
 * same call.
 */
export const mergePersons = async (doors: Doors, merges: readonly Merge[]): Promise<void> => {
  if (merges.length === 0) return
  const keptOf = new Map(merges.map(({ kept, gone }) => [gone, kept]))
  await doors.inWork(async (work) => {
    const changes = await changesOf(doors, work, merges)
    const joined = await joinRecords(work, {
      object: personObject,
      mark: mergeMark,
      pairs: merges,
      taken: changes.map(takenValues),
      leaves: isOwnBook,
    })
    // An account is a sum of entries, not a row that moves: two become one, and can be parted again.
    const accounts = await joinAccounts(doors, personObject, merges)
    await writeLedger(doors, merges, { changes, joined, accounts })
    await settleSuggestions(work, merges)
    for (const { object, into, gone } of accounts) await work.emit(joinedFact(object, into, keptOf.get(gone) ?? null))
    for (const merge of merges) await work.emit(mergedFact(merge))
  })
}
