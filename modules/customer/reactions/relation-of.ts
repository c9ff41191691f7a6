import {
  accountIssuer,
  channelOfFact,
  type Fact,
  type Filter,
  isContactIdType,
  type RowOf,
  textIn,
  type UnitOfWork,
} from '@lianke/kernel'
import { relation } from '../objects/relation.object.ts'
import { identifiersTold } from '../rules/contact-told.rule.ts'

/** In which of a vendor's companies the contact has the id that is told. */
export const issuerOf = ({ payload }: Fact): string =>
  identifiersTold(payload).find((one) => isContactIdType(one.type))?.issuer ?? textIn(payload.issuer) ?? ''

/** Of the vendor's company that a fact tells of; what names none is of the first. */
export const inIssuer = (fact: Fact): Filter => {
  const issuer = issuerOf(fact)
  const none: Filter = { field: 'issuer', op: 'empty' }
  if (issuer === '') return none
  const same: Filter = { field: 'issuer', op: 'eq', value: issuer }
  return accountIssuer(fact.payload) ? same : { or: [same, none] }
}

/** The same of a bond that was read. */
export const isInIssuer = (fact: Fact, { issuer }: { readonly issuer?: string | null | undefined }): boolean => {
  const told = issuerOf(fact)
  return issuer ? issuer === told : told === '' || !accountIssuer(fact.payload)
}

/** The bond of a person with a member on the channel that told this fact, in the vendor's company that it names. */
export const relationOf = async (
  work: UnitOfWork,
  fact: Fact,
  { person, staff }: { readonly person: string; readonly staff: string },
): Promise<Pick<RowOf<typeof relation>, 'id' | 'status' | 'added_at' | 'lost_at' | 'tags'> | null> =>
  (
    await work.records.list(relation, {
      filter: {
        and: [
          { field: 'person', op: 'eq', value: person },
          { field: 'staff', op: 'eq', value: staff },
          { field: 'channel', op: 'eq', value: channelOfFact(fact) },
          inIssuer(fact),
        ],
      },
      fields: ['status', 'added_at', 'lost_at', 'tags'],
      limit: 1,
    })
  ).data[0] ?? null
