import { add as adding, refuse, remove as removing, type UnitOfWork, type SetOutcome } from '@lianke/kernel'
import { withoutTags, withTags } from '../rules/change-tags.rule.ts'
import { person as personObject } from '../objects/person.object.ts'

export const personsMax = 1000

interface KnownTag {
  readonly name: string
  readonly tag_group: string
  readonly exclusive: boolean
}

/** Names of tags that exist, with the exclusive group each belongs to; of such a group all names. */
export const knownTags = async (
  work: UnitOfWork,
  names: readonly string[],
): Promise<{ known: Set<string>; exclusive: Map<string, string> }> => {
  const tags = await work.sql<KnownTag>(
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

/** Tags that come to somebody and go from him. */
interface TagChange {
  readonly add?: readonly string[]
  readonly remove?: readonly string[]
}
interface Change extends TagChange {
  readonly persons: readonly string[]
  readonly cause?: { id: string; hops: number }
}

/** Adds and removes tags on a set of persons with one write; tells one fact per changed person. Who may not be changed is named. */
export const changeTags = (work: UnitOfWork, { persons, cause, ...change }: Change): Promise<SetOutcome> =>
  changeTagsOfEach(work, new Map(persons.map((id) => [id, change])), cause)

/** The same where each person has a change of his own. */
const changeTagsOfEach = async (
  work: UnitOfWork,
  changes: ReadonlyMap<string, TagChange>,
  cause: Change['cause'],
): Promise<SetOutcome> => {
  const persons = [...changes.keys()]
  const adds = [...new Set(changes.values().flatMap(({ add = [] }) => add))]
  const exclusive = adds.length > 0 ? (await knownTags(work, adds)).exclusive : new Map<string, string>()
  const rows: { id: string; added: string[]; removed: string[] }[] = []
  const seen = new Set<string>()
  // Under their locks, in one order for everybody: what is worked out on their tags still holds when it is written.
  for await (const set of work.records.inSets(personObject, {
    filter: { field: 'id', op: 'in', value: persons },
    fields: ['id', 'tags'],
    forUpdate: true,
  })) {
    for (const person of set) {
      seen.add(person.id)
      const { add = [], remove = [] } = changes.get(person.id) ?? {}
      const current = person.tags ?? []
      const less = withoutTags(current, remove) ?? current
      const tags = withTags({ current: less, add, exclusive }) ?? less
      const added = tags.filter((name) => !current.includes(name))
      const removed = current.filter((name) => !tags.includes(name))
      if (added.length + removed.length > 0) rows.push({ id: person.id, added, removed })
    }
  }
  const refused = persons
    .filter((id) => !seen.has(id))
    .map((id): SetOutcome['refused'][number] => ({ id, code: 'record.not_found' }))
  if (rows.length === 0) return { changed: [], refused }
  const written = await work.records.upsert({
    object: personObject,
    rows: rows.map(({ id, added, removed }) => ({ id, tags: { ...adding(added), ...removing(removed) } })),
    partial: true,
  })
  const faults = new Map(written.refused.map((problem) => [rows[problem.row]?.id, problem]))
  for (const [id = '', { code, params }] of faults) refused.push({ id, code, params })
  const changed = rows.filter(({ id }) => !faults.has(id))
  for (const { id, added, removed } of changed) {
    const about = { subject: { object: personObject.name, id }, person: id, cause: cause ?? null }
    if (added.length > 0) await work.emit({ name: 'customer.tags_added', payload: { tags: added }, ...about })
    if (removed.length > 0) await work.emit({ name: 'customer.tags_removed', payload: { tags: removed }, ...about })
  }
  return { changed: changed.map(({ id }) => id), refused }
}

/** The same for whoever needs all of it or nothing; answers how many changed. */
export const applyTags = async (work: UnitOfWork, change: Change): Promise<number> => orNothing(await changeTags(work, change))

/** All changes of a set of persons, each with his own, or nothing. */
export const applyTagsOfEach = async (work: UnitOfWork, changes: ReadonlyMap<string, TagChange>): Promise<number> =>
  orNothing(await changeTagsOfEach(work, changes, undefined))

const orNothing = ({ changed, refused }: SetOutcome): number => {
  const denied = refused.find(({ code }) => code !== 'record.not_found')
  if (denied) refuse(denied.code, { params: denied.params, ...(denied.code === 'access.denied' ? { status: 403 } : {}) })
  return changed.length
}
