import type { Room } from '@lianke/kernel'
import { withoutTags, withTags } from '../rules/change-tags.rule.ts'

export const personsMax = 1000
const pageMax = 200

type Tagged = { id: string; tags: string[] | null }

const personsOf = async (room: Room, ids: readonly string[]): Promise<Tagged[]> => {
  const found: Tagged[] = []
  for (let from = 0; from < ids.length; from += pageMax) {
    const page = await room.records.list<Tagged>('customer.person', {
      filter: { field: 'id', op: 'in', value: ids.slice(from, from + pageMax) },
      fields: ['id', 'tags'],
      limit: pageMax,
    })
    found.push(...page.data)
  }
  return found
}

/** Names of tags that exist, with the exclusive group each belongs to. */
export const knownTags = async (
  room: Room,
  names: readonly string[],
): Promise<{ known: Set<string>; exclusive: Map<string, string> }> => {
  const groups = await room.system.records.list('customer.tag_group', {
    filter: { field: 'exclusive', op: 'eq', value: true },
    fields: ['id'],
    limit: pageMax,
  })
  const groupIds = groups.data.map((group) => group.id)
  const tags = await room.system.records.list<{ id: string; name: string; tag_group: string }>('customer.tag', {
    filter:
      groupIds.length > 0
        ? {
            or: [
              { field: 'name', op: 'in', value: names },
              { field: 'tag_group', op: 'in', value: groupIds },
            ],
          }
        : { field: 'name', op: 'in', value: names },
    fields: ['id', 'name', 'tag_group'],
    limit: pageMax,
  })
  return {
    known: new Set(tags.data.map((tag) => tag.name)),
    exclusive: new Map(tags.data.filter((tag) => groupIds.includes(tag.tag_group)).map((tag) => [tag.name, tag.tag_group])),
  }
}

interface Change {
  readonly persons: readonly string[]
  readonly add?: readonly string[]
  readonly remove?: readonly string[]
  readonly cause?: { id: string; hops: number }
}

/** Adds and removes tags on a set of persons with one write; answers how many changed. Tells one fact per changed person. */
export const applyTags = async (room: Room, change: Change): Promise<number> => {
  const { add = [], remove = [] } = change
  const exclusive = add.length > 0 ? (await knownTags(room, add)).exclusive : new Map<string, string>()
  const rows: { id: string; tags: string[]; added: string[]; removed: string[] }[] = []
  for (const person of await personsOf(room, change.persons)) {
    const current = person.tags ?? []
    const less = withoutTags(current, remove) ?? current
    const tags = withTags({ current: less, add, exclusive }) ?? less
    const added = tags.filter((name) => !current.includes(name))
    const removed = current.filter((name) => !tags.includes(name))
    if (added.length + removed.length > 0) rows.push({ id: person.id, tags, added, removed })
  }
  if (rows.length === 0) return 0
  await room.records.upsert({ object: 'customer.person', rows: rows.map(({ id, tags }) => ({ id, tags })) })
  for (const { id, added, removed } of rows) {
    const about = { subject: { object: 'customer.person', id }, person: id, cause: change.cause ?? null }
    if (added.length > 0) await room.emit({ name: 'customer.tags_added', payload: { tags: added }, ...about })
    if (removed.length > 0) await room.emit({ name: 'customer.tags_removed', payload: { tags: removed }, ...about })
  }
  return rows.length
}
