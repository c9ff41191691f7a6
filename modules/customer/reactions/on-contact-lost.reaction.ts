import { channelOfFact, defineReaction, type Fact, type Meaning, textIn, type UnitOfWork } from '@lianke/kernel'
import { personOfFact, staffOfFact } from './person-of-fact.ts'
import { inIssuer, issuerOf, relationOf } from './relation-of.ts'
import { relation } from '../objects/relation.object.ts'
import { person as personObject } from '../objects/person.object.ts'
import { contactTold } from '../rules/contact-told.rule.ts'

const statuses = {
  'contact.lost_by_staff': 'lost_by_staff',
  'contact.lost_by_customer': 'lost_by_customer',
  'contact.handed_over': 'lost',
} as const satisfies Partial<Record<Meaning, string>>
const whoEnded = { lost_by_staff: 'staff', lost_by_customer: 'customer', lost: 'unknown' } as const

const tellLost = (
  work: UnitOfWork,
  fact: Fact,
  given: {
    readonly person: string
    readonly staff: { readonly id: string; readonly name: string }
    readonly status: keyof typeof whoEnded
  },
) =>
  work.emit({
    name: 'customer.relation_lost',
    person: given.person,
    subject: { object: personObject.name, id: given.person },
    cause: { id: fact.id, hops: fact.hops },
    occurred_at: fact.occurred_at,
    payload: { staff: given.staff.id, staff_name: given.staff.name, by: whoEnded[given.status] },
    key: `relation_lost:${fact.id}:${given.person}`,
  })

/**
 * One of the two ended the friendship, or it was handed over: the relation keeps its history and says who did it and when. Facts come in any
 * order: what ended before it began anew changes nothing, what is not known yet is kept as ended.
 */
export const onContactLost = defineReaction({
  name: 'customer.on_contact_lost',
  hears: ['contact.lost_by_staff', 'contact.lost_by_customer', 'contact.handed_over'],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    const staff = await staffOfFact(work, fact)
    const status = statuses[fact.means as keyof typeof statuses]
    if (!staff || !status) return
    const person = await personOfFact(work, fact)
    const known = await relationOf(work, fact, { person, staff: staff.id })
    if (known && (known.status !== 'active' || (known.added_at != null && known.added_at > fact.occurred_at))) return
    const ended = { status, lost_at: fact.occurred_at }
    if (known) await work.records.update(relation, known.id, ended)
    else {
      const { external_userid } = contactTold.parse(fact.payload)
      await work.records.create(relation, {
        person,
        staff: staff.id,
        owner: staff.id,
        channel: channelOfFact(fact),
        issuer: issuerOf(fact),
        external_id: external_userid,
        ...ended,
      })
    }
    if (status !== 'lost') await tellLost(work, fact, { person, staff, status })
  },
})

/** All whom a member is connected with were read: who is not among them any more is lost, though nobody told it. */
export const onContactsRead = defineReaction({
  name: 'customer.on_contacts_read',
  hears: ['contact.all_read'],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    const staff = await staffOfFact(work, fact)
    const { external_userids } = contactTold.parse(fact.payload)
    if (!staff || !external_userids) return
    const there = new Set(external_userids)
    const filter = {
      and: [
        { field: 'staff', op: 'eq', value: staff.id },
        { field: 'channel', op: 'eq', value: channelOfFact(fact) },
        ...(textIn(fact.payload.issuer) ? [inIssuer(fact)] : []),
        { field: 'status', op: 'eq', value: 'active' },
        {
          or: [
            { field: 'added_at', op: 'empty' },
            { field: 'added_at', op: 'lt', value: fact.occurred_at },
          ],
        },
      ],
    } as const
    for await (const set of work.records.inSets(relation, { filter, fields: ['person', 'external_id'], forUpdate: true })) {
      const lost = set.filter(({ external_id }) => external_id && !there.has(external_id))
      if (lost.length === 0) continue
      await work.records.upsert({
        object: relation,
        rows: lost.map(({ id }) => ({ id, status: 'lost' as const, lost_at: fact.occurred_at })),
      })
      for (const { person } of lost) await tellLost(work, fact, { person, staff, status: 'lost' })
    }
  },
})
