import { channelOfFact, defineReaction, type Fact, isContactIdType, type UnitOfWork } from '@lianke/kernel'
import { applyTags } from '../commands/apply-tags.ts'
import { ensureTags } from './ensure-tags.ts'
import { personOfFact, staffOfFact } from './person-of-fact.ts'
import { person as personObject } from '../objects/person.object.ts'
import { relation } from '../objects/relation.object.ts'
import { contactTold, identifiersTold } from '../rules/contact-told.rule.ts'

const issuerOf = (fact: Fact): string => identifiersTold(fact.payload).find((one) => isContactIdType(one.type))?.issuer ?? ''

const saveRelation = async (work: UnitOfWork, fact: Fact, person: string, staff: string): Promise<void> => {
  const told = contactTold.parse(fact.payload)
  const row = {
    person,
    staff,
    owner: staff,
    channel: channelOfFact(fact),
    issuer: issuerOf(fact),
    external_id: told.external_userid,
    status: 'active' as const,
    lost_at: null,
    ...(told.remark ? { remark: told.remark } : {}),
    ...(told.description ? { description: told.description } : {}),
    ...(told.state ? { state: told.state } : {}),
    ...(told.add_way == null ? {} : { add_way: told.add_way }),
    ...(fact.means === 'contact.added' ? { added_at: fact.occurred_at } : {}),
  }
  await work.records.upsert({ object: relation, key: ['person', 'staff', 'channel', 'issuer'], rows: [row] })
}

/** A customer and a member are friends on a channel: the relation stands, the first staff owns the person, tags follow. */
export const onContactAdded = defineReaction({
  name: 'customer.on_contact_added',
  hears: ['contact.added', 'contact.edited', 'contact.seen'],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    const told = contactTold.parse(fact.payload)
    const staff = await staffOfFact(work, fact)
    if (!staff) return
    const person = await personOfFact(work, fact)
    await saveRelation(work, fact, person, staff.id)
    const row = await work.records.get(personObject, person, {
      fields: ['owner', 'source', 'source_channel'],
      forUpdate: true,
    })
    if (!row.owner) await work.records.update(personObject, person, { owner: staff.id })
    const tags = await ensureTags(work, told.tags)
    const cause = { id: fact.id, hops: fact.hops }
    if (tags.length > 0) await applyTags(work, { persons: [person], add: tags, cause })
    if (fact.means !== 'contact.added') return
    await work.emit({
      name: 'customer.relation_added',
      person,
      subject: { object: personObject.name, id: person },
      cause,
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
