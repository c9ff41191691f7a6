import { fieldTypes, isObject } from '@lianke/kernel'
import fc from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { all, context, read, taken } from '../../kernel/field-types/spec/cases.testing.ts'

const shared = join(process.env.LIANKE_SHARED ?? join(import.meta.dirname, '../../../shared'), 'data/addresses/addresses.csv')

describe('address', () => {
  it('is read from a line as people write it, with or without spaces, 省 and 市', () =>
    all(read('address'), [
      ['北京市海淀区北四环西路66号', { province: '北京市', city: '北京市', district: '海淀区', detail: '北四环西路66号' }],
      ['广州国际采购中心1401', { province: '广东省', city: '广州市', detail: '国际采购中心1401' }],
      ['上海徐汇区天钥桥路408号', { province: '上海市', city: '上海市', district: '徐汇区', detail: '天钥桥路408号' }],
      ['浙江杭州西湖区文二路1号', { province: '浙江省', city: '杭州市', district: '西湖区', detail: '文二路1号' }],
      [
        '江苏省昆山市花桥镇绿地大道1号',
        { province: '江苏省', city: '苏州市', district: '昆山市', street: '花桥镇', detail: '绿地大道1号' },
      ],
      ['吉林市昌邑区解放路', { province: '吉林省', city: '吉林市', district: '昌邑区', detail: '解放路' }],
      ['湖北省仙桃市钱沟路', { province: '湖北省', city: '仙桃市', detail: '钱沟路' }],
      ['广东省增城市荔兴路9号', { province: '广东省', city: '广州市', district: '增城区', detail: '荔兴路9号' }],
      [
        '中国 广东省 深圳市 南山区 科技园 邮编：518000',
        { country: '中国', province: '广东省', city: '深圳市', district: '南山区', detail: '科技园', postcode: '518000' },
      ],
      ['地址：浦东新区世纪大道1号', { province: '上海市', city: '上海市', district: '浦东新区', detail: '世纪大道1号' }],
      ['南京路100号', { detail: '南京路100号' }],
      ['朝阳区建国路89号', { detail: '朝阳区建国路89号' }],
      ['1139 College St, Toronto', { detail: '1139 College St, Toronto' }],
      [
        '{"street":"1 Main St","city":"Springfield","state":"IL","postalCode":"62701","geocodeAccuracy":null}',
        { detail: '1 Main St', city: 'Springfield', province: 'IL', postcode: '62701' },
      ],
    ]))
  it('comes back from a cell as it was, whatever its parts say', () => {
    const part = fc.constantFrom(
      '',
      '广东省',
      '广东',
      '深圳市',
      '南山区',
      '粤海街道',
      '科技园 1号',
      'foo bar',
      '518000',
      '{',
      '中国',
    )
    const names = ['country', 'province', 'city', 'district', 'street', 'detail', 'postcode', 'code']
    fc.assert(
      fc.property(fc.tuple(...names.map(() => part)), (given) => {
        const value = Object.fromEntries(names.flatMap((name, at) => (given[at] ? [[name, given[at]]] : [])))
        const { toText, fromText } = fieldTypes.address
        const stored = Object.keys(value).length === 0 ? null : value
        expect(fromText(toText(stored, {}, context), {}, context)).toEqual({ value: stored })
      }),
      { numRuns: 500 },
    )
  })
  it.skipIf(!existsSync(shared))(
    'of 18,000 companies tells province and city where they are named (../shared; skipped where absent)',
    () => {
      const lines = readFileSync(shared, 'utf8').split('\n').slice(1)
      const named = lines.flatMap((line) => {
        const [, province, city] = /^"?([\p{Script=Han}]{2,6}(?:省|自治区))([\p{Script=Han}]{2,4}市)/u.exec(line) ?? []
        return province && city ? [{ line: line.replace(/^"|,[^,]*$/g, ''), province, city }] : []
      })
      const right = named.filter(({ line, province, city }) => {
        const found: unknown = read('address')(line)
        return isObject(found) && found.province === province && (found.city === city || found.district !== undefined)
      })
      expect(named.length).toBeGreaterThan(1500)
      expect(right.length / named.length).toBeGreaterThan(0.95)
    },
  )

  it('knows the parts of an address', () =>
    all(taken('address'), [
      [
        '广东省 深圳市 南山区 粤海街道 科技园1号',
        { province: '广东省', city: '深圳市', district: '南山区', street: '粤海街道', detail: '科技园1号' },
      ],
      ['上海市 浦东新区 世纪大道1号', { province: '上海市', city: '上海市', district: '浦东新区', detail: '世纪大道1号' }],
      [{ city: ' 深圳市 ', detail: '' }, { city: '深圳市' }],
      [{ planet: 'x' }, 'field.unknown_part'],
      [{ city: 5 }, 'field.wrong_type'],
      [{}, null],
      [
        { province: '广东', city: '深圳', detail: '科技园' },
        { province: '广东省', city: '深圳市', detail: '科技园' },
      ],
      [
        { province: '北京', city: '北京' },
        { province: '北京市', city: '北京市' },
      ],
      [
        { province: 'Bavaria', city: 'Munich' },
        { province: 'Bavaria', city: 'Munich' },
      ],
      [
        { country: 'Japan', province: '吉林' },
        { country: 'Japan', province: '吉林' },
      ],
    ]))
})
