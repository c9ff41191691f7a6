import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FieldTypeName, fieldTypes, option, type TypeContext } from '../../index.ts'

const contexts: readonly TypeContext[] = [
  { zone: 'Asia/Shanghai', locale: 'zh-CN', baseCurrency: 'CNY', region: 'CN' },
  { zone: 'America/New_York', locale: 'en', baseCurrency: 'USD', region: 'US' },
]
const id = fc.uuid()
const options: Partial<Record<FieldTypeName, Record<string, unknown>>> = {
  select: { options: [option('a', '甲，一', 'A, one'), option('b', '乙', 'B')] },
  multi_select: { options: [option('a', '甲', 'A'), option('b', '乙', 'B')] },
  decimal: { scale: 4 },
}
const tag = fc.string({ unit: fc.constantFrom('a', '张', '1', '-', '.'), minLength: 1, maxLength: 10 })
/** Anything that could be input; what the type refuses is not looked at further. */
const inputs: Partial<Record<FieldTypeName, fc.Arbitrary<unknown>>> = {
  text: fc.string({ unit: 'grapheme', maxLength: 60 }),
  long_text: fc.string({ unit: 'grapheme', maxLength: 200 }),
  rich_text: fc.constantFrom('<p>hi &amp; bye</p>', '<b>1 &lt; 2</b><br>', 'plain'),
  integer: fc.maxSafeInteger(),
  decimal: fc.integer().map((n) => n / 10_000),
  percent: fc.integer({ min: -1e6, max: 1e6 }).map((n) => n / 100),
  money: fc.record({ amount: fc.integer(), currency: fc.constantFrom('CNY', 'USD', 'JPY', 'KWD', 'CLF') }),
  boolean: fc.boolean(),
  date: fc
    .date({ min: new Date('1900-01-01'), max: new Date('2299-12-31'), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 10)),
  select: fc.constantFrom('a', 'b'),
  multi_select: fc.subarray(['a', 'b']),
  tags: fc.uniqueArray(tag, { maxLength: 5 }),
  phone: fc.constantFrom('13800138000', '+14155552671', '010-12345678'),
  email: fc.emailAddress(),
  url: fc.webUrl(),
  geo: fc.record({ lat: fc.double({ min: -90, max: 90, noNaN: true }), lng: fc.double({ min: -180, max: 180, noNaN: true }) }),
  file: fc.uniqueArray(id, { maxLength: 3 }),
  multi_reference: fc.uniqueArray(id, { maxLength: 3 }),
  reference: id,
  user: id,
  department: id,
  json: fc.jsonValue({ maxDepth: 3 }),
  address: fc.constantFrom(
    { province: '广东省', city: '深圳市', district: '南山区', detail: '科技园 1 号' },
    { province: '北京市', district: '朝阳区' },
    { detail: 'abc' },
  ),
}

describe('text of an export is read back as the same value', () => {
  for (const [name, input] of Object.entries(inputs) as [FieldTypeName, fc.Arbitrary<unknown>][]) {
    it(name, () => {
      const type = fieldTypes[name]
      const own = options[name] ?? {}
      let looked = 0
      fc.assert(
        fc.property(input, fc.constantFrom(...contexts), (given, context) => {
          const first = type.normalise(given, own, context)
          if ('problem' in first) return
          looked++
          expect(type.fromText(type.toText(first.value, own, context), own, context)).toMatchObject({ value: first.value })
          expect(type.normalise(first.value, own, context)).toMatchObject({ value: first.value })
        }),
        { numRuns: 300 },
      )
      expect(looked).toBeGreaterThan(50)
    })
  }

  it('datetime, to the millisecond, in zones with clock changes', () => {
    const type = fieldTypes.datetime
    const instants = fc.date({ min: new Date('1950-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(
        instants,
        fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Europe/London', 'Asia/Kolkata', 'Pacific/Apia', 'UTC'),
        (date, zone) => {
          const context: TypeContext = { zone, locale: 'en', baseCurrency: 'CNY', region: 'CN' }
          const text = type.toText(date.toISOString(), {}, context)
          const answer = type.fromText(text, {}, context)
          // In the hour that a clock repeats one text means two instants; it is read as the first.
          const back = 'value' in answer ? (answer.value as string) : ''
          expect(type.toText(back, {}, context)).toBe(text)
          if (zone === 'UTC' || zone === 'Asia/Kolkata') expect(back).toBe(date.toISOString())
          else expect([0, 3_600_000, 1_800_000, 7_200_000]).toContain(date.getTime() - Date.parse(back))
        },
      ),
      { numRuns: 1000 },
    )
  })
})
