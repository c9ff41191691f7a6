import { RetryLater, type Fact, type IdentifierInput, type Room } from '@lianke/kernel'

/** Whose fact it is: as stamped, else by its identifiers. Comes back later while identity has not read it yet. */
export const personOfFact = async (room: Room, fact: Fact): Promise<string> => {
  if (fact.person) return fact.person
  const identifiers = (fact.payload.identifiers ?? []) as readonly IdentifierInput[]
  for (const { type, issuer, value } of identifiers) {
    const found = await room.records.list<{ id: string; person: string }>('customer.identifier', {
      filter: {
        and: [
          { field: 'type', op: 'eq', value: type },
          { field: 'issuer', op: 'eq', value: issuer },
          { field: 'value', op: 'eq', value },
        ],
      },
      fields: ['id', 'person'],
      limit: 1,
    })
    if (found.data[0]) return found.data[0].person
  }
  throw new RetryLater('identity has not read this fact yet', 200)
}

/** The staff member with this WeCom account. */
export const staffByWecom = async (room: Room, userid: string): Promise<{ id: string; name: string } | null> => {
  if (!userid) return null
  const found = await room.records.list<{ id: string; name: string }>('organisation.staff', {
    filter: { field: 'wecom_userid', op: 'eq', value: userid },
    fields: ['id', 'name'],
    limit: 1,
  })
  return found.data[0] ?? null
}
