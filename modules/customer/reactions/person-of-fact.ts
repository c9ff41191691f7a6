import { makeStaff, staffByAccount } from '@lianke/organisation/contract'
import { accountIssuer, channelOfFact, RetryLater, type Fact, type UnitOfWork } from '@lianke/kernel'
import { identifier } from '../objects/identifier.object.ts'
import { identifiersTold } from '../rules/contact-told.rule.ts'

/** Whose fact it is: as stamped, else by its identifiers. Comes back later while identity has not read it yet. */
export const personOfFact = async (work: UnitOfWork, fact: Fact): Promise<string> => {
  if (fact.person) return fact.person
  for (const { type, issuer, value } of identifiersTold(fact.payload)) {
    const found = await work.records.list(identifier, {
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
export const staffOfFact = async (work: UnitOfWork, fact: Fact): Promise<{ id: string; name: string } | null> => {
  const userid = String(fact.payload.userid ?? '')
  const channel = channelOfFact(fact)
  return userid && channel ? staffByAccount(work, channel, [userid], accountIssuer(fact.payload)) : null
}

/** The same; a member whom the directory has not told yet is made as it will tell him: without any right. */
export const staffOfFactOrNew = async (work: UnitOfWork, fact: Fact): Promise<{ id: string; name: string } | null> => {
  const known = await staffOfFact(work, fact)
  const userid = String(fact.payload.userid ?? '')
  const channel = channelOfFact(fact)
  if (known || !userid || !channel) return known
  const id = await makeStaff(work, { channel, issuer: accountIssuer(fact.payload), account: userid }, { name: userid })
  return { id, name: userid }
}
