import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { describe, expect, it } from 'vitest'
import { fieldTypes } from '@lianke/kernel'
import { all, context, taken } from '../../kernel/field-types/spec/cases.testing.ts'

describe('phone', () => {
  it('is one number however it is written', () => {
    for (const text of [
      '13800138000',
      '+86 138 0013 8000',
      '0086-138-0013-8000',
      '138-0013-8000',
      '１３８００１３８０００',
      '13800138000.0',
    ])
      expect(taken('phone')(text), text).toBe('+8613800138000')
    expect(fieldTypes.phone.normalise(' 138 0013 8000', {}, context)).toEqual({ value: '+8613800138000', raw: '138 0013 8000' })
  })
  it('is judged by the pattern for mobiles as by the metadata, whatever its first digits', () => {
    for (let prefix = 1000; prefix < 2000; prefix++) {
      const known = parsePhoneNumberFromString(`+86${prefix}0012345`)
      for (const text of [
        `${prefix}0012345`,
        `+86 ${String(prefix).slice(0, 3)} ${String(prefix)[3]}001 2345`,
        `${String(prefix).slice(0, 3)}-${String(prefix)[3]}001-2345`,
      ])
        expect(taken('phone')(text), text).toBe(known?.isValid() ? known.number : 'field.phone_invalid')
    }
  })
  it('may be a landline, a service number or from abroad', () =>
    all(taken('phone'), [
      ['010-12345678', '+861012345678'],
      ['400-820-8820', '+864008208820'],
      ['+1 415 555 2671', '+14155552671'],
    ]))
  it('is refused when it is short, invented or no number', () => {
    for (const text of ['1234', '12345678901', '138001380001', 'abc', '1380013800x', '电话', '++8613800138000'])
      expect(taken('phone')(text), text).toBe('field.phone_invalid')
  })
  it('of a cell is the first that it says; what else stands there is told, not dropped', () => {
    const told = (text: string) => {
      const answer = fieldTypes.phone.fromText(text, {}, context)
      return 'problem' in answer ? answer.problem : [answer.value, answer.rest]
    }
    all(told, [
      ['13800138000', ['+8613800138000', undefined]],
      ['13800138000;13900139000', ['+8613800138000', '13900139000']],
      ['13800138000 / 13900139000', ['+8613800138000', '13900139000']],
      ['010-12345678转8001', ['+861012345678', '转8001']],
      ['010-12345678 ext. 5', ['+861012345678', '转5']],
      ['手机：13800138000', ['+8613800138000', undefined]],
      ['Mobile: +86 138 0013 8000', ['+8613800138000', undefined]],
      ['手机：13800138000，办公：010-12345678-1', ['+8613800138000', '办公：010-12345678-1']],
      ['13800138000（微信同号）', ['+8613800138000', '微信同号']],
      ['(+86)13800138000', ['+8613800138000', undefined]],
      ['12345;13900139000', ['+8613900139000', '12345']],
      ['没有', 'field.phone_invalid'],
      ['1234;5678', 'field.phone_invalid'],
    ])
  })
  it('hides its middle', () => expect(fieldTypes.phone.mask?.('+8613800138000')).toBe('+86138****8000'))
})
