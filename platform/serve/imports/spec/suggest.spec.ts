import { address, label, phone, text } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { suggestMapping } from '../map/suggest.rule.ts'

const fields = new Map(
  Object.entries({
    name: text(label('姓名', 'Name')),
    phone: phone(label('手机', 'Phone')),
    address: address(label('地址', 'Address')),
  }),
)
const suggested = (...names: string[]) =>
  suggestMapping(
    fields,
    names.map((name, index) => ({ index, name, samples: [] })),
  ).map(({ column, field }) => `${names[column]} → ${field}`)

describe('where columns of a file go', () => {
  it('finds parts of an address, and takes what is called address for the rest of it', () => {
    expect(suggested('姓名', '省份', '城市', '区县', '地址')).toEqual([
      '姓名 → name',
      '省份 → address.province',
      '城市 → address.city',
      '区县 → address.district',
      '地址 → address.detail',
    ])
    expect(suggested('Name', 'City', 'State', 'Zip Code', 'Address')).toEqual([
      'Name → name',
      'City → address.city',
      'State → address.province',
      'Zip Code → address.postcode',
      'Address → address.detail',
    ])
  })
  it('takes a whole address as it is', () => {
    expect(suggested('客户姓名', '联系电话', '收货地址')).toEqual(['客户姓名 → name', '联系电话 → phone', '收货地址 → address'])
  })
})
