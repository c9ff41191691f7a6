import { refuse, type Room, type SetOutcome } from '@lianke/kernel'
import { withoutTags, withTags } from '../rules/change-tags.rule.ts'

export const personsMax = 1000

type Tagged = { id: string; tags: string[] | null }

/** Names of tags that exist, with the exclusive group each belongs to. */
export const knownTags = async (
  room: Room,
  names: readonly string[],
): Promise<{ known: Set<string>; exclusive: Map<string, string> }> => {
  const exclusiveGroups = new Set<string>()
  for await (const groups of room.system.records.inSets('customer.tag_group', {
    filter: { field: 'exclusive', op: 'eq', value: true },
    fields: ['id'],
  }))
    for (const { id } of groups) exclusiveGroups.add(id)
  const named = { field: 'name', op: 'in', value: names } as const
  const grouped = { field: 'tag_group', op: 'in', value: [...exclusiveGroups] } as const
  const known = new Set<string>()
  const exclusive = new Map<string, string>()
  for await (const tags of room.system.records.inSets<{ id: string; name: string; tag_group: string }>('customer.tag', {
    filter: exclusiveGroups.size > 0 ? { or: [named, grouped] } : named,
    fields: ['id', 'name', 'tag_group'],
  })) {
    for (const { name, tag_group } of tags) {
      known.add(name)
      if (exclusiveGroups.has(tag_group)) exclusive.set(name, tag_group)
    }
  }
  return { known, exclusive }
}

interface Change {
  readonly persons: readonly string[]
  readonly add?: readonly string[]
  readonly remove?: readonly string[]
  readonly cause?: { id: string; hops: number }
}

/** Adds and removes tags on a set of persons with one write; tells one fact per changed person. Who may not be changed is named. */
export const changeTags = async (room: Room, change: Change): Promise<SetOutcome> => {
  const { add = [], remove = [], persons } = change
  const exclusive = add.length > 0 ? (await knownTags(room, add)).exclusive : new Map<string, string>()
  const rows: { id: string; tags: string[]; added: string[]; removed: string[] }[] = []
  const seen = new Set<string>()
  for await (const set of room.records.inSets<Tagged>('customer.person', {
    filter: { field: 'id', op: 'in', value: persons },
    fields: ['id', 'tags'],
    forUpdate: true,
  })) {
    for (const person of set) {
      seen.add(person.id)
      const current = person.tags ?? []
      const less = withoutTags(current, remove) ?? current
      const tags = withTags({ current: less, add, exclusive }) ?? less
      const added = tags.filter((name) => !current.includes(name))
      const removed = current.filter((name) => !tags.includes(name))
      if (added.length + removed.length > 0) rows.push({ id: person.id, tags, added, removed })
    }
  }
  const refused = persons
    .filter((id) => !seen.has(id))
    .map((id): SetOutcome['refused'][number] => ({ id, code: 'record.not_found' }))
  if (rows.length === 0) return { changed: [], refused }
  const written = await room.records.upsert({
    object: 'customer.person',
    rows: rows.map(({ id, tags }) => ({ id, tags })),
    partial: true,
  })
  const faults = new Map(written.refused.map((problem) => [rows[problem.row]?.id, problem]))
  for (const [id = '', { code, params }] of faults) refused.push({ id, code, params })
  const changed = rows.filter(({ id }) => !faults.has(id))
  for (const { id, added, removed } of changed) {
    const about = { subject: { object: 'customer.person', id }, person: id, cause: change.cause ?? null }
    if (added.length > 0) await room.emit({ name: 'customer.tags_added', payload: { tags: added }, ...about })
    if (removed.length > 0) await room.emit({ name: 'customer.tags_removed', payload: { tags: removed }, ...about })
  }
  return { changed: changed.map(({ id }) => id), refused }
}

/** The same for whoever needs all of it or nothing; answers how many changed. */
export const applyTags = async (room: Room, change: Change): Promise<number> => {
  const { changed, refused } = await changeTags(room, change)
  const denied = refused.find(({ code }) => code !== 'record.not_found')
  if (denied) refuse(denied.code, { params: denied.params, ...(denied.code === 'access.denied' ? { status: 403 } : {}) })
  return changed.length
}
