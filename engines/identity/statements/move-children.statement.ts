import { type FactInput, personObject, surely } from '@lianke/kernel'
import { joinAccounts, type JoinedAccount, type ModelObject, partAccounts } from '@lianke/platform'
import type { Doors } from '../doors.ts'

export interface Pair {
  readonly kept: string
  readonly gone: string
}
export interface MovedRow {
  readonly object: string
  readonly via: string
  readonly id: string
  readonly gone: string
}

/** On a collision of unique keys the row that stays, best first; without a rule the kept person's own row, then the older one. */
const preference: Readonly<Record<string, string>> = {
  // Of two consents the later explicit word counts; of two words of one moment the stricter.
  'customer.consent': `t.decided_at desc nulls last, case t.status when 'denied' then 0 when 'granted' then 1 else 2 end,`,
  'customer.relation': `case t.status when 'active' then 0 else 1 end,`,
}
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Every object whose reference field points to a person, but for identity's own ledger and the person itself. */
const childrenOf = (doors: Doors) => {
  const person = surely(doors.model.objects.get(personObject), 'persons are in the model')
  return person.children
    .map((child) => ({ via: child.via, object: surely(doors.model.objects.get(child.object), 'a child is in the model') }))
    .filter(
      ({ object }) => object.module !== 'identity' && object.name !== personObject && !doors.model.ledgerObjects.has(object.name),
    )
}

const uniqueSets = (object: ModelObject, via: string): readonly (readonly string[])[] => {
  const together = (object.definition.uniqueTogether ?? []).filter((set) => set.includes(via))
  return object.fields.get(via)?.options.unique ? [...together, [via]] : together
}

/** Rows that could not stand beside another one of the same person give way; they stay with the merged-away person, deleted. */
const dropCollisions = async (doors: Doors, pairs: readonly Pair[], object: ModelObject, via: string): Promise<MovedRow[]> => {
  const dropped: MovedRow[] = []
  for (const set of uniqueSets(object, via)) {
    const others = set.filter((field) => field !== via).map((field) => `t.${quoted(field)}`)
    const column = `t.${quoted(via)}`
    const rows = await doors.sql<{ id: string; gone: string }>(
      `with pair as (select * from unnest($1::uuid[], $2::uuid[]) as p (kept, gone)),
        ranked as (
          select t.id, ${column} as gone, p.gone is not null as moves, row_number() over (
            partition by coalesce(p.kept, ${column}) ${others.map((other) => `, ${other}`).join('')}
            order by ${preference[object.name] ?? ''} (p.gone is null) desc, t.created_at, t.id) as place
          from ${quoted(object.table)} t left join pair p on p.gone = ${column}
          where t.deleted_at is null and ${column} = any($1::uuid[] || $2::uuid[]) ${others.map((other) => `and ${other} is not null`).join(' ')})
      update ${quoted(object.table)} t set deleted_at = $3, updated_at = $3, version = t.version + 1
        from ranked r where r.id = t.id and r.place > 1 returning t.id, r.gone`,
      [pairs.map((pair) => pair.kept), pairs.map((pair) => pair.gone), doors.now],
    )
    dropped.push(...rows.map((row) => ({ object: object.name, via, id: row.id, gone: row.gone })))
  }
  return dropped
}

const moveRows = async (doors: Doors, pairs: readonly Pair[], object: ModelObject, via: string): Promise<MovedRow[]> => {
  const rows = await doors.sql<{ id: string; gone: string }>(
    `update ${quoted(object.table)} t set ${quoted(via)} = p.kept, updated_at = $3, version = t.version + 1
      from unnest($1::uuid[], $2::uuid[]) as p (kept, gone)
      where t.${quoted(via)} = p.gone and t.deleted_at is null returning t.id, p.gone`,
    [pairs.map((pair) => pair.kept), pairs.map((pair) => pair.gone), doors.now],
  )
  return rows.map((row) => ({ object: object.name, via, id: row.id, gone: row.gone }))
}

/** Re-parents every row of every object that points to the merged-away persons. Two statements per object, whatever the number of rows. */
export const moveChildren = async (
  doors: Doors,
  pairs: readonly Pair[],
): Promise<{ moved: (MovedRow | JoinedAccount)[]; dropped: MovedRow[] }> => {
  const moved: (MovedRow | JoinedAccount)[] = []
  const dropped: MovedRow[] = []
  const keptOf = new Map(pairs.map((pair) => [pair.gone, pair.kept]))
  for (const { object, via } of childrenOf(doors)) {
    const gaveWay = await dropCollisions(doors, pairs, object, via)
    const followed = await moveRows(doors, pairs, object, via)
    dropped.push(...gaveWay)
    moved.push(...followed)
    await doors.tell([
      ...followed.map(
        (row): FactInput => ({
          name: `${row.object}.updated`,
          subject: { object: row.object, id: row.id },
          person: keptOf.get(row.gone) ?? null,
          before: { [via]: row.gone },
          after: { [via]: keptOf.get(row.gone) },
        }),
      ),
      ...gaveWay.map(
        (row): FactInput => ({
          name: `${row.object}.deleted`,
          subject: { object: row.object, id: row.id },
          person: keptOf.get(row.gone) ?? row.gone,
          payload: { reason: 'merge' },
        }),
      ),
    ])
  }
  // An account is a sum of entries, not a row that moves: two become one, and can be parted again.
  const joined = await joinAccounts(doors, personObject, pairs)
  await doors.tell(joined.map(({ object, into, gone }) => joinedFact(object, into, keptOf.get(gone) ?? null)))
  return { moved: [...moved, ...joined], dropped }
}

const joinedFact = (object: string, id: string, person: string | null): FactInput => ({
  name: `${object}.updated`,
  subject: { object, id },
  person,
  payload: { reason: 'merge' },
})
const isJoined = (row: MovedRow | JoinedAccount): row is JoinedAccount => 'entries' in row

/** The way back: these rows belong to the parted person again. */
export const returnChildren = async (
  doors: Doors,
  {
    id,
    kept,
    gone,
    moved,
    dropped,
  }: Pair & {
    id: string
    moved: readonly (MovedRow | JoinedAccount)[]
    dropped: readonly MovedRow[]
  },
): Promise<void> => {
  for (const { object, via } of childrenOf(doors)) {
    const back = moved.filter((row) => row.object === object.name && row.via === via).map((row) => row.id)
    const awake = dropped.filter((row) => row.object === object.name && row.via === via).map((row) => row.id)
    if (back.length + awake.length === 0) continue
    const returned = await doors.sql<{ id: string }>(
      `update ${quoted(object.table)} t set ${quoted(via)} = $3, updated_at = $4, version = version + 1
        where id = any($1) and ${quoted(via)} = $2 and deleted_at is null returning id`,
      [back, kept, gone, doors.now],
    )
    // A row made since then keeps its place.
    const free = (set: readonly string[]) =>
      `and not exists (select 1 from ${quoted(object.table)} k where k.deleted_at is null and ${set
        .map((field) => `k.${quoted(field)} = t.${quoted(field)}`)
        .join(' and ')})`
    const awoken = await doors.sql<{ id: string; person: string }>(
      `update ${quoted(object.table)} t set deleted_at = null, updated_at = $2, version = version + 1 where id = any($1) and deleted_at is not null ${uniqueSets(object, via).map(free).join(' ')}
        returning id, ${quoted(via)} as person`,
      [awake, doors.now],
    )
    await doors.tell([
      ...returned.map(
        (row): FactInput => ({
          name: `${object.name}.updated`,
          subject: { object: object.name, id: row.id },
          person: gone,
          before: { [via]: kept },
          after: { [via]: gone },
        }),
      ),
      ...awoken.map(
        (row): FactInput => ({
          name: `${object.name}.restored`,
          subject: { object: object.name, id: row.id },
          person: row.person,
        }),
      ),
    ])
  }
  const joined = moved.filter(isJoined)
  await partAccounts(doors, joined, id)
  await doors.tell(joined.flatMap((one) => [joinedFact(one.object, one.id, gone), joinedFact(one.object, one.into, kept)]))
}
