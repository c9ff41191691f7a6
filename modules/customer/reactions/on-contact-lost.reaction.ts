import { channelOfFact, defineReaction } from '@lianke/kernel'
import { personOfFact, staffOfFact } from './person-of-fact.ts'
import { relation } from '../objects/relation.object.ts'
import { person as personObject } from '../objects/person.object.ts'

/** One of the two ended the friendship: the relation keeps its history and says who did it and when. */
export const onContactLost = defineReaction({
  name: 'customer.on_contact_lost',
  hears: ['contact.lost_by_staff', 'contact.lost_by_customer'],
  once: (fact) => fact.id,
  run: async (work, fact) => {
    const staff = await staffOfFact(work, fact)
    if (!staff) return
    const person = await personOfFact(work, fact)
    const byCustomer = fact.means === 'contact.lost_by_customer'
    const changed = await work.records.updateWhere(
      relation,
      {
        and: [
          { field: 'person', op: 'eq', value: person },
          { field: 'staff', op: 'eq', value: staff.id },
          { field: 'channel', op: 'eq', value: channelOfFact(fact) },
          { field: 'status', op: 'eq', value: 'active' },
        ],
      },
      { status: byCustomer ? 'lost_by_customer' : 'lost_by_staff', lost_at: fact.occurred_at },
    )
    if (changed === 0) return
    await work.emit({
      name: 'customer.relation_lost',
      person,
      subject: { object: personObject.name, id: person },
      cause: { id: fact.id, hops: fact.hops },
      occurred_at: fact.occurred_at,
      payload: { staff: staff.id, staff_name: staff.name, by: byCustomer ? 'customer' : 'staff' },
      key: `relation_lost:${fact.id}`,
    })
  },
})
