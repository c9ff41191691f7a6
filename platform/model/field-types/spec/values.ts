import type { FieldTypeName, FilterOperator } from '@lianke/kernel'
import fc from 'fast-check'
import { fieldSamples } from '../../../../field-types/samples.generated.ts'
import { sampleIds as ids } from '../../../../kernel/field-types/spec/samples.testing.ts'

const relativeOf = (unit: fc.Arbitrary<string>): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.record({ last: fc.integer({ min: 1, max: 40 }), unit }),
    fc.record({ next: fc.integer({ min: 1, max: 40 }), unit }),
    fc.record({ this: unit }),
    fc.record({ previous: unit }),
  )
/** Two moments or days, of which one may be open. */
const between = fc
  .tuple(
    fc.constantFrom('2024-02-20', '2024-02-28T09:00', undefined),
    fc.constantFrom('2024-03-02', '2024-03-10T08:30:00Z', undefined),
  )
  .filter(([from, to]) => from !== undefined || to !== undefined)
  .map(([from, to]) => ({ from, to }))
const relative = fc.oneof(relativeOf(fc.constantFrom('hour', 'day', 'week', 'month', 'quarter', 'year')), between)
/** A value that the operator takes on this type. */
export const conditionValueOf = (type: FieldTypeName, op: FilterOperator): fc.Arbitrary<unknown> => {
  const { stored, operand: one = stored, operands: like = one } = fieldSamples[type]
  switch (op) {
    case 'empty':
    case 'not_empty':
    case 'me':
    case 'my_team':
    case 'my_team_and_below':
      return fc.constant(undefined)
    case 'within':
    case 'not_within':
      return relative
    case 'anniversary':
      return relativeOf(fc.constantFrom('day', 'week', 'month', 'quarter', 'year'))
    case 'near':
      return fieldSamples[type].stored.chain((at) =>
        fc.constantFrom(100, 5_000, 2_000_000, 20_000_000).map((radius_m) => ({ ...(at as object), radius_m })),
      )
    case 'between':
      return fc.tuple(like, like)
    case 'in':
    case 'not_in':
    case 'any_of':
    case 'none_of':
      return fc.array(like, { maxLength: 3 })
    case 'all_of':
      return fc.array(like, { minLength: 1, maxLength: 2 })
    default:
      return one
  }
}
export const contexts = [
  {
    now: '2024-02-28T16:30:00.000Z',
    zone: 'Asia/Shanghai',
    me: ids[0],
    team: [ids[0], ids[1]],
    teamAndBelow: [ids[0], ids[1], ids[2]],
  },
  { now: '2024-03-10T07:30:00.000Z', zone: 'America/New_York', me: null, team: [], teamAndBelow: [] },
] as const
