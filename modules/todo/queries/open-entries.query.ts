import { type Filter, tableOf, type UnitOfWork } from '@lianke/kernel'
import { workItem } from '../objects/work-item.object.ts'
import { ledBy } from './led-by.query.ts'
import type { Entry } from './todo-entries.query.ts'

/** Which open items: all, those whose deadline has passed, those that nobody has taken. */
export const openParts = ['all', 'late', 'queue'] as const
interface Wanted {
  readonly part: (typeof openParts)[number]
  readonly owner: string | null
  readonly per: number
  readonly cursor: string | null
}
interface OpenEntries {
  readonly entries: readonly Entry[]
  readonly next: string | null
  readonly count: number
}
const queueMax = 200

/** Nobody's items stand in no team: whoever leads one of those who may take them sees them, too. Those that he sees anyway are not among them. */
const ledQueue = async (work: UnitOfWork): Promise<readonly string[]> => {
  const led = [...(await ledBy(work, work.actor.id))]
  if (led.length === 0) return []
  const rows = await work.sql<{ id: string }>(
    `select id from ${tableOf(workItem.name)} where status = 'open' and owner is null and candidates && $1::uuid[] and deleted_at is null
      order by due_at nulls last, id limit ${queueMax}`,
    [led],
  )
  const ids = rows.map(({ id }) => id)
  const seen = await work.records.find(workItem, ids, { fields: ['id'] })
  return ids.filter((id) => !seen.has(id))
}

const filterOf = ({ part, owner }: Wanted, now: string): Filter => ({
  and: [
    { field: 'status', op: 'eq', value: 'open' },
    ...(part === 'late' ? [{ field: 'due_at', op: 'lt' as const, value: now }] : []),
    ...(part === 'queue' ? [{ field: 'owner', op: 'empty' as const }] : []),
    ...(owner ? [{ field: 'owner', op: 'eq' as const, value: owner }] : []),
  ],
})

/** Open items of the company as far as whoever asks may see them (own, team, all), oldest deadline first: a page of them, and how many there are. */
export const openEntries = async (work: UnitOfWork, wanted: Wanted): Promise<OpenEntries> => {
  const filter = filterOf(wanted, work.now)
  const { data, next, count } = await work.records.list(workItem.name, {
    filter,
    fields: ['id'],
    sort: [wanted.part === 'late' ? 'due_at' : 'created_at'],
    limit: wanted.per,
    cursor: wanted.cursor,
    count: true,
  })
  const seen = data.map(({ id }) => id)
  const more = wanted.part === 'queue' ? await ledQueue(work) : []
  const ids = wanted.cursor === null ? [...more, ...seen] : seen
  const all = (count?.value ?? 0) + more.length
  return {
    entries: ids.map((id) => ({ object: workItem.name, id, section: 'waiting', of: all, led: true })),
    next,
    count: all,
  }
}
