import { address, integer, label, longText, phone, splitList, tags, text } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { joinOf } from '../map/joined-columns.rule.ts'
import { likeness, tight } from '../map/likeness.rule.ts'
import { isLossy } from '../map/lossy-number.rule.ts'
import { suggestedAddress } from '../map/suggest-address.rule.ts'

const l = label('它', 'It')

describe('several columns of one field', () => {
  const two = [
    { column: 0, field: 'name', part: 'given' as const },
    { column: 1, field: 'name', part: 'family' as const },
  ]
  it('make a name as it is said: 王小明, but Anna Müller', () => {
    const join = joinOf(text(l), two)
    expect(join?.(['小明', '王'], two)).toBe('王小明')
    expect(join?.(['Anna', 'Müller'], two)).toBe('Anna Müller')
    expect(join?.(['', '王'], two)).toBe('王')
    const three = [two[0] ?? { column: 0, field: 'name' }, { column: 2, field: 'name' }, two[1] ?? { column: 1, field: 'name' }]
    expect(joinOf(text(l), three)?.(['Anna', 'B.', 'Li'], three)).toBe('Anna B. Li')
  })
  it('are put together by what their type is made of, each text once', () => {
    const maps = [
      { column: 0, field: 'x' },
      { column: 1, field: 'x' },
    ]
    expect(joinOf(text(l), maps)?.(['a', 'b'], maps)).toBe('a b')
    expect(joinOf(longText(l), maps)?.(['a', '', 'a'], maps)).toBe('a')
    expect(joinOf(longText(l), maps)?.(['a', 'b'], maps)).toBe('a\nb')
    expect(joinOf(tags(l), maps)?.(['a', 'b,c'], maps)).toBe('a|b,c')
    expect(joinOf(phone(l), maps)?.(['', '13800138000'], maps)).toBe('13800138000')
    const parts = [
      { column: 0, field: 'x.detail' },
      { column: 1, field: 'x.detail' },
    ]
    expect(joinOf(address(l), parts)?.(['路1号', '2楼'], parts)).toBe('路1号 2楼')
    expect(joinOf(integer(l), maps)).toBeUndefined()
  })
})

describe('a long number', () => {
  it('of which digits are missing is told from one that is written so', () => {
    for (const lost of ['1.10101E+17', '6.22202E+18', '1E+05']) expect(isLossy(lost), lost).toBe(true)
    for (const whole of ['1.5E+1', '1E5', '110101199003071234', 'E+17', '1.23456E-7', ''])
      expect(isLossy(whole), whole).toBe(false)
  })
})

describe('a header', () => {
  it('is compared without case, width, marks, and what numbers it', () => {
    expect([tight('E-mail Address (2)'), tight('（订单）编号：'), tight('Lead_Name')]).toEqual([
      'emailaddress',
      '订单编号',
      'leadname',
    ])
  })
  it('is like a word that stands in it, or a slip of the pen', () => {
    expect(likeness('workphone', ['phone'], [])).toBe(0.8)
    expect(likeness('客户手机号码', [], ['手机'])).toBe(0.8)
    expect(likeness('nmae', ['name'], [])).toBe(0.7)
    expect(likeness('conversionname', ['name'], [])).toBe(0)
    expect(likeness('compny', ['company'], [])).toBe(0.7)
    expect(likeness('contactid', [], ['contact'])).toBe(0)
  })
})

describe('parts of addresses', () => {
  const fields = new Map([
    ['address', address(label('地址', 'Address'))],
    ['shipping_address', address(label('收货地址', 'Shipping address'))],
  ])
  const found = (...names: string[]) =>
    suggestedAddress(
      fields,
      names.map((name, index) => ({ index, name, samples: ['x'] })),
    ).map(({ column, field }) => `${names[column]} → ${field}`)
  it('are those of the first address, and of the one that is delivered to', () => {
    expect(found('Billing Street', 'Billing City', 'Shipping City', 'Other City')).toEqual([
      'Billing Street → address.detail',
      'Billing City → address.city',
      'Shipping City → shipping_address.city',
    ])
  })
  it('are none where a column says how a country is dialled', () => {
    expect(suggestedAddress(fields, [{ index: 0, name: 'Country Code', samples: ['+1', '+86'] }])).toEqual([])
  })
})

describe('lists in one cell', () => {
  it('are divided by what the files of others divide them by, and by what our own do', () => {
    expect(splitList('友 ::: 同事:::* myContacts')).toEqual(['友', '同事', '* myContacts'])
    expect(splitList('red, 蓝；green|"x, y:::z"')).toEqual(['red', '蓝', 'green', 'x, y:::z'])
    expect(splitList('"a":::"b"|c')).toEqual(['a', 'b', 'c'])
    expect(splitList('A/B')).toEqual(['A/B'])
  })
})
