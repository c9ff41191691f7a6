import { channelOfFact, RetryLater, type Fact, type IdentifierInput, type Room, staffAccountField } from '@lianke/kernel'

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

/** The staff member with the account of whom a channel's fact tells. */
export const staffOfFact = async (room: Room, fact: Fact): Promise<{ id: string; name: string } | null> => {
  const userid = String(fact.payload.userid ?? '')
  const channel = channelOfFact(fact)
  if (!userid || !channel) return null
  const found = await room.records.list<{ id: string; name: string }>('organisation.staff', {
    filter: { field: staffAccountField(channel), op: 'eq', value: userid },
    fields: ['id', 'name'],
    limit: 1,
  })
  return found.data[0] ?? null
}
