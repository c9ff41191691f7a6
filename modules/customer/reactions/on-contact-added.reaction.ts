import { channelOfFact, defineReaction, type Fact, type RowOf, type UnitOfWork } from '@lianke/kernel'
import { applyTags } from '../commands/apply-tags.ts'
import { ensureTags } from './ensure-tags.ts'
import { personOfFact, staffOfFactOrNew } from './person-of-fact.ts'
import { issuerOf, relationOf } from './relation-of.ts'
import { person as personObject } from '../objects/person.object.ts'
import { relation } from '../objects/relation.object.ts'
import { contactTold } from '../rules/contact-told.rule.ts'

type Relation = Pick<RowOf<typeof relation>, 'id' | 'status' | 'lost_at' | 'tags'>

/** What the fact says of the friendship. Facts come in any order: one that is older than its end does not begin it again. */
const saveRelation = async (
  work: UnitOfWork,
  fact: Fact,
  { person, staff, before }: { person: string; staff: string; before: Relation | null },
): Promise<void> => {
  const told = contactTold.parse(fact.payload)
  const isOver = before?.status !== 'active' && before?.lost_at != null && before.lost_at >= fact.occurred_at
  const row = {
    person,
    staff,
    owner: staff,
    channel: channelOfFact(fact),
    issuer: issuerOf(fact),
    external_id: told.external_userid,
    ...(isOver ? {} : { status: 'active' as const, lost_at: null }),
    ...(told.remark === undefined ? {} : { remark: told.remark || null }),
    ...(told.description === undefined ? {} : { description: told.description || null }),
    ...(told.tags === undefined ? {} : { tags: told.tags }),
    ...(told.state ? { state: told.state } : {}),
    ...(told.add_way == null ? {} : { add_way: told.add_way }),
    ...(fact.means === 'contact.added' ? { added_at: fact.occurred_at } : {}),
  }
  if (before) await work.records.update(relation, before.id, row)
  else await work.records.upsert({ object: relation, key: ['person', 'staff', 'channel', 'issuer'], rows: [row] })
}

/** Tags that one member took off go, unless another relation of the person still bears them. */
const followTags = async (
  work: UnitOfWork,
  fact: Fact,
  { person, before, told }: { person: string; before: readonly string[]; told: readonly string[] | undefined },
): Promise<void> => {
  if (told === undefined) return
  const gone = before.filter((tag) => !told.includes(tag))
  const held =
    gone.length === 0
      ? []
      : (
          await work.records.list(relation, {
            filter: { field: 'person', op: 'eq', value: person },
            fields: ['tags'],
            limit: 200,
          })
        ).data.flatMap(({ tags }) => tags ?? [])
  const add = await ensureTags(work, told)
  const remove = gone.filter((tag) => !held.includes(tag))
  if (add.length + remove.length > 0)
    await applyTags(work, { persons: [person], add, remove, cause: { id: fact.id, hops: fact.hops } })
}

/** A customer and a member are friends on a channel: the relation stands, the first staff owns the person, tags follow. */
export const onContactAdded = defineReaction({
  name: 'customer.on_contact_added',
  hears: ['contact.added', 'contact.edited', 'contact.seen'],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    const told = contactTold.parse(fact.payload)
    const staff = await staffOfFactOrNew(work, fact)
    if (!staff) return
    const person = await personOfFact(work, fact)
    const before = await relationOf(work, fact, { person, staff: staff.id })
    await saveRelation(work, fact, { person, staff: staff.id, before })
    const row = await work.records.get(personObject, person, {
      fields: ['owner', 'source', 'source_channel'],
      forUpdate: true,
    })
    if (!row.owner) await work.records.update(personObject, person, { owner: staff.id })
    await followTags(work, fact, { person, before: before?.tags ?? [], told: told.tags })
    if (fact.means !== 'contact.added') return
    await work.emit({
      name: 'customer.relation_added',
      person,
      subject: { object: personObject.name, id: person },
      cause: { id: fact.id, hops: fact.hops },
      occurred_at: fact.occurred_at,
      payload: {
        staff: staff.id,
        staff_name: staff.name,
        state: told.state ?? '',
        channel: channelOfFact(fact),
        source: row.source ?? '',
      },
      key: `relation_added:${fact.id}`,
    })
  },
})
