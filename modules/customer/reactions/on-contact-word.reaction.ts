import { channelOfFact, defineReaction, textIn } from '@lianke/kernel'
import { handoverFailed } from '../events/customer.events.ts'
import { person as personObject } from '../objects/person.object.ts'
import { relation } from '../objects/relation.object.ts'
import { contactTold } from '../rules/contact-told.rule.ts'
import { personOfFact, staffOfFact, staffOfFactOrNew } from './person-of-fact.ts'
import { issuerOf, relationOf } from './relation-of.ts'

/** A contact that was to go to another member did not: it is on the person's timeline, and the member who was to have him is told. */
export const onHandoverFailed = defineReaction({
  name: 'customer.on_handover_failed',
  hears: ['contact.handover_failed'],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    const staff = await staffOfFact(work, fact)
    if (!staff) return
    const person = await personOfFact(work, fact)
    await work.emit({
      name: handoverFailed.name,
      person,
      subject: { object: personObject.name, id: person },
      cause: { id: fact.id, hops: fact.hops },
      occurred_at: fact.occurred_at,
      payload: { staff: staff.id, staff_name: staff.name, reason: textIn(fact.payload.fail_reason) ?? '' },
      key: `handover_failed:${fact.id}`,
    })
  },
})

/** A contact agreed that chats with the member are archived: the bond says since when. */
export const onArchiveAgreed = defineReaction({
  name: 'customer.on_archive_agreed',
  hears: ['contact.archive_agreed'],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    const staff = await staffOfFactOrNew(work, fact)
    if (!staff) return
    const person = await personOfFact(work, fact)
    const known = await relationOf(work, fact, { person, staff: staff.id })
    const agreed = { archive_agreed_at: fact.occurred_at }
    if (known) await work.records.update(relation, known.id, agreed)
    else
      await work.records.create(relation, {
        person,
        staff: staff.id,
        owner: staff.id,
        channel: channelOfFact(fact),
        issuer: issuerOf(fact),
        external_id: contactTold.parse(fact.payload).external_userid,
        ...agreed,
      })
  },
})
