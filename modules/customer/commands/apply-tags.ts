import { add as adding, remove as removing, type Room } from '@lianke/kernel'
import { withoutTags, withTags } from '../rules/change-tags.rule.ts'

export const personsMax = 1000
const pageMax = 200

type Tagged = { id: string; tags: string[] | null }

/** Persons under their locks, in one order for everybody: what is worked out on their tags still holds when it is written. */
const personsOf = async (room: Room, persons: readonly string[]): Promise<Tagged[]> => {
  const ids = [...new Set(persons.map((id) => id.toLowerCase()))].sort()
  const found: Tagged[] = []
  for (let from = 0; from < ids.length; from += pageMax) {
    const page = await room.records.list<Tagged>('customer.person', {
      filter: { field: 'id', op: 'in', value: ids.slice(from, from + pageMax) },
      fields: ['id', 'tags'],
      limit: pageMax,
      forUpdate: true,
    })
    found.push(...page.data)
  }
  return found
}

interface KnownTag {
  readonly name: string
  readonly tag_group: string
  readonly exclusive: boolean
}

/** Names of tags that exist, with the exclusive group each belongs to; of such a group all names. */
export const knownTags = async (
  room: Room,
  names: readonly string[],
): Promise<{ known: Set<string>; exclusive: Map<string, string> }> => {
  const tags = await room.sql<KnownTag>(
    `with named as (select tag_group from customer_tag where deleted_at is null and name = any($1::text[]))
    select t.name, t.tag_group, coalesce(g.exclusive, false) as exclusive from customer_tag t
      join customer_tag_group g on g.id = t.tag_group and g.deleted_at is null
      where t.deleted_at is null and (t.name = any($1::text[]) or g.exclusive and t.tag_group in (select tag_group from named))`,
    [names],
  )
  return {
    known: new Set(tags.map((tag) => tag.name)),
    exclusive: new Map(tags.flatMap((tag) => (tag.exclusive ? [[tag.name, tag.tag_group] as const] : []))),
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
  const rows: { id: string; added: string[]; removed: string[] }[] = []
  for (const person of await personsOf(room, change.persons)) {
    const current = person.tags ?? []
    const less = withoutTags(current, remove) ?? current
    const tags = withTags({ current: less, add, exclusive }) ?? less
    const added = tags.filter((name) => !current.includes(name))
    const removed = current.filter((name) => !tags.includes(name))
    if (added.length + removed.length > 0) rows.push({ id: person.id, added, removed })
  }
  if (rows.length === 0) return 0
  await room.records.upsert({
    object: 'customer.person',
    rows: rows.map(({ id, added, removed }) => ({ id, tags: { ...adding(added), ...removing(removed) } })),
  })
  for (const { id, added, removed } of rows) {
    const about = { subject: { object: 'customer.person', id }, person: id, cause: change.cause ?? null }
    if (added.length > 0) await room.emit({ name: 'customer.tags_added', payload: { tags: added }, ...about })
    if (removed.length > 0) await room.emit({ name: 'customer.tags_removed', payload: { tags: removed }, ...about })
  }
  return rows.length
}
