import { describe, it } from 'vitest'
import { all, taken } from '../../kernel/field-types/spec/cases.testing.ts'

describe('address', () => {
  it('knows the parts of an address', () =>
    all(taken('address'), [
      [
        '广东省 深圳市 南山区 粤海街道 科技园1号',
        { province: '广东省', city: '深圳市', district: '南山区', street: '粤海街道', detail: '科技园1号' },
      ],
      ['上海市 浦东新区 世纪大道1号', { province: '上海市', district: '浦东新区', detail: '世纪大道1号' }],
      [{ city: ' 深圳市 ', detail: '' }, { city: '深圳市' }],
      [{ planet: 'x' }, 'field.unknown_part'],
      [{ city: 5 }, 'field.wrong_type'],
      [{}, null],
    ]))
})
