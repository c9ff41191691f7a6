import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldSamples } from '../../../field-types/samples.generated.ts'
import { fieldTypeNames, fieldTypes, type TypeContext } from '../../index.ts'

const contexts: readonly TypeContext[] = [
  { zone: 'Asia/Shanghai', locale: 'zh-CN', baseCurrency: 'CNY', region: 'CN' },
  { zone: 'America/New_York', locale: 'en', baseCurrency: 'USD', region: 'US' },
]

describe('text of an export is read back as the same value', () => {
  for (const name of fieldTypeNames) {
    const { input, options: own = {} } = fieldSamples[name]
    if (!input) continue
    it(name, () => {
      const type = fieldTypes[name]
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
