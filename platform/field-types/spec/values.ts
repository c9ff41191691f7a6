import type { FieldTypeName, FilterOperator } from '@lianke/kernel'
import fc from 'fast-check'

/** Values that meet often, so that conditions find something; with the letters that like-patterns treat specially. */
const letters = fc.string({
  unit: fc.constantFrom('a', 'B', '张', '三', '%', '_', '\\', "'", ' ', '1'),
  minLength: 1,
  maxLength: 4,
})
const ids = [
  '0190a0b0-0000-7000-8000-000000000001',
  '0190a0b0-0000-7000-8000-000000000002',
  '0190a0b0-0000-7000-8000-000000000003',
  '0190a0b0-0000-7000-8000-000000000004',
] as const
const id = fc.constantFrom(...ids)
const decimal = (scale: number) => fc.integer({ min: -300, max: 300 }).map((n) => (n / 10 ** Math.min(scale, 1)).toFixed(scale))
const day = fc.integer({ min: -40, max: 40 }).map((n) => new Date(Date.UTC(2024, 1, 28 + n)).toISOString().slice(0, 10))
const instant = fc
  .integer({ min: -60 * 24, max: 60 * 24 })
  .map((n) => new Date(Date.UTC(2024, 1, 28) + n * 1_800_000).toISOString())
const money = fc
  .tuple(decimal(2), fc.constantFrom('CNY', 'USD'), fc.boolean())
  .map(([amount, currency, rated]) => ({ amount, currency, base_amount: currency === 'CNY' || rated ? amount : null }))
const degrees = fc.record({
  lat: fc.constantFrom(31.2304, 31.25, 39.9, -33.8, 0),
  lng: fc.constantFrom(121.4737, 121.5, 116.4, 151.2, 179.9),
})
const address = fc.record({ province: fc.constantFrom('广东省', '浙江省'), detail: letters }, { requiredKeys: [] })
const phone = fc.constantFrom('+8613800138000', '+8613900139000', '+861012345678')
const some = <T>(value: fc.Arbitrary<T>) => fc.uniqueArray(value, { minLength: 1, maxLength: 3 })

export const optionsOf: Partial<Record<FieldTypeName, Record<string, unknown>>> = {
  formula: { result: 'decimal', expression: '1' },
  decimal: { scale: 3 },
}

/** Stored values of every type. */
export const valuesOf: Readonly<Record<FieldTypeName, fc.Arbitrary<unknown>>> = {
  text: letters,
  long_text: letters,
  rich_text: letters,
  url: letters,
  email: letters,
  auto_number: letters,
  encrypted: letters,
  select: fc.constantFrom('a', 'b', 'c'),
  phone,
  integer: fc.integer({ min: -5, max: 5 }),
  decimal: decimal(3),
  percent: decimal(2),
  formula: decimal(4),
  roll_up: decimal(4),
  money,
  boolean: fc.boolean(),
  date: day,
  datetime: instant,
  multi_select: some(fc.constantFrom('a', 'b', 'c')),
  tags: some(letters),
  address,
  geo: degrees,
  file: some(id),
  image: some(id),
  multi_reference: some(id),
  user: id,
  department: id,
  reference: id,
  json: fc.constantFrom({ a: 1 }, [1], 'x', 0, false),
}

const unit = fc.constantFrom('hour', 'day', 'week', 'month', 'quarter', 'year')
const relative = fc.oneof(
  fc.record({ last: fc.integer({ min: 1, max: 40 }), unit }),
  fc.record({ next: fc.integer({ min: 1, max: 40 }), unit }),
  fc.record({ this: unit }),
  fc.record({ previous: unit }),
)
/** What conditions compare with: not always a value that is stored. */
const operandOf = (type: FieldTypeName): fc.Arbitrary<unknown> => {
  if (type === 'money')
    return fc.oneof(
      decimal(2),
      money.map(({ amount, currency }) => ({ amount, currency })),
    )
  if (type === 'date' || type === 'datetime') return fc.oneof(day, instant)
  if (type === 'phone') return fc.oneof(phone, fc.constantFrom('138 0013 8000', '0139', '86-139'))
  if (type === 'address') return letters
  if (['decimal', 'percent', 'formula', 'roll_up'].includes(type)) return fc.oneof(decimal(5), fc.integer({ min: -30, max: 30 }))
  if (['tags', 'multi_select'].includes(type)) return type === 'tags' ? letters : fc.constantFrom('a', 'b', 'c', 'z')
  if (['file', 'image', 'multi_reference'].includes(type)) return id
  return valuesOf[type]
}

/** A value that the operator takes on this type. */
export const conditionValueOf = (type: FieldTypeName, op: FilterOperator): fc.Arbitrary<unknown> => {
  const one = operandOf(type)
  // Amounts of one condition are in one currency.
  const like = type === 'money' ? decimal(2) : one
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
    case 'near':
      return degrees.chain((at) => fc.constantFrom(100, 5_000, 2_000_000, 20_000_000).map((radius_m) => ({ ...at, radius_m })))
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
