import { channelOfFact, type Fact, isContactIdType, type RowOf, type UnitOfWork } from '@lianke/kernel'
import { relation } from '../objects/relation.object.ts'
import { identifiersTold } from '../rules/contact-told.rule.ts'

/** In which of a vendor's companies the contact has the id that is told. */
export const issuerOf = ({ payload }: Fact): string =>
  identifiersTold(payload).find((one) => isContactIdType(one.type))?.issuer ?? ''

/** The bond of a person with a member on the channel that told this fact. */
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
        ],
      },
      fields: ['status', 'added_at', 'lost_at', 'tags'],
      limit: 1,
    })
  ).data[0] ?? null
