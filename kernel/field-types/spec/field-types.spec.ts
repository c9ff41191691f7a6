import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { describe, expect, it } from 'vitest'
import { type FieldTypeName, fieldTypeNames, fieldTypes, option, type TypeContext } from '../../index.ts'

const context: TypeContext = { zone: 'Asia/Shanghai', locale: 'zh-CN', baseCurrency: 'CNY', region: 'CN' }
type Case = readonly [input: unknown, answer: unknown]
const taken =
  (type: FieldTypeName, options: Record<string, unknown> = {}) =>
  (input: unknown) => {
    const answer = fieldTypes[type].normalise(input, options, context)
    return 'problem' in answer ? answer.problem : answer.value
  }
const read =
  (type: FieldTypeName, options: Record<string, unknown> = {}) =>
  (text: string) => {
    const answer = fieldTypes[type].fromText(text, options, context)
    return 'problem' in answer ? answer.problem : answer.value
  }
const all = (what: (input: never) => unknown, cases: readonly Case[]) => {
  for (const [input, answer] of cases) expect(what(input as never), JSON.stringify(input)).toEqual(answer)
}

describe('every field type', () => {
  it('has its name, takes nothing as empty, and knows what it may be asked', () => {
    for (const name of fieldTypeNames) {
      const type = fieldTypes[name]
      expect(type.name).toBe(name)
      for (const nothing of [null, undefined]) expect(type.normalise(nothing, {}, context)).toEqual({ value: null })
      expect(type.fromText('', {}, context)).toEqual({ value: null })
      expect(type.toText(null, {}, context)).toBe('')
      expect(type.operators).toContain('empty')
      expect(new Set(type.operators).size).toBe(type.operators.length)
    }
  })

  it('never throws on hostile input', () => {
    const hostile = [
      0,
      -1,
      NaN,
      Infinity,
      1e300,
      true,
      '\0',
      '\ud800',
      'x'.repeat(100_000),
      [],
      [[]],
      [null],
      {},
      { id: {} },
      { amount: {} },
      { lat: '1', lng: [] },
      Symbol.iterator.toString(),
      '\u202e',
      new Date(0),
    ]
    for (const name of fieldTypeNames)
      for (const input of hostile)
        expect(fieldTypes[name].normalise(input, {}, context), `${name} ${String(input).slice(0, 20)}`).toBeTypeOf('object')
  })
})

describe('text', () => {
  it('is trimmed, composed and on one line', () =>
    all(taken('text'), [
      ['  é\n x ', 'é x'],
      ['\ufeff张三', '张三'],
      ['   ', null],
      ['', null],
    ]))
  it('is refused when it is too long, of another type or holds control characters', () => {
    all(taken('text'), [
      ['x'.repeat(255), 'x'.repeat(255)],
      ['😀'.repeat(255), '😀'.repeat(255)],
      ['x'.repeat(256), 'field.too_long'],
      [5, 'field.wrong_type'],
      [{}, 'field.wrong_type'],
      ['a\0b', 'field.control_character'],
      ['a\u0085b', 'field.control_character'],
      ['\ud800', 'field.control_character'],
    ])
    all(taken('text', { pattern: '[A-Z]+' }), [
      ['ABC', 'ABC'],
      ['ABc', 'field.pattern_mismatch'],
    ])
    all(taken('long_text'), [
      ['a\r\nb\tc', 'a\nb\tc'],
      ['x'.repeat(20_001), 'field.too_long'],
    ])
  })
  it('loses scripts, handlers and foreign schemes where it is rich', () => {
    const clean = taken('rich_text')(
      '<p onclick="x()">hi<script>alert(1)</script><a href="javascript:alert(1)">x</a><a href="https://a.b">y</a><img src=x onerror=alert(1)></p>',
    ) as string
    expect(clean).not.toMatch(/script|onclick|onerror|alert/)
    expect(clean).toContain('<a href="https://a.b">y</a>')
  })
})

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
  it('hides its middle', () => expect(fieldTypes.phone.mask?.('+8613800138000')).toBe('+86138****8000'))
})

describe('e-mail and addresses of pages', () => {
  it('keep the name and lower the domain', () =>
    all(taken('email'), [
      ['Li.Lei+a@EXAMPLE.Com', 'Li.Lei+a@example.com'],
      ['mailto:a@b.cn', 'a@b.cn'],
      ['张三@例子.中国', '张三@例子.中国'],
    ]))
  it('are refused when they are none', () => {
    for (const text of ['x', 'x@y', '@b.cn', 'a@b..cn', 'a..b@c.cn', 'a@-b.cn', 'a b@c.cn', `${'a'.repeat(65)}@b.cn`])
      expect(taken('email')(text), text).toBe('field.email_invalid')
    for (const text of ['javascript:alert(1)', 'ftp://a.b', 'http://', 'data:text/html,x', 'http://user:pass@a.b', 'hello'])
      expect(taken('url')(text), text).toBe('field.url_invalid')
    all(taken('url'), [
      ['https://a.b/c?d=1', 'https://a.b/c?d=1'],
      ['www.example.com', 'https://www.example.com/'],
    ])
  })
})

describe('numbers', () => {
  it('are exact, in their scale', () => {
    all(taken('decimal'), [
      ['1.5', '1.50'],
      [0.1, '0.10'],
      ['-0', '0.00'],
      ['.5', '0.50'],
      ['1e2', '100.00'],
      ['1.005', 'field.too_many_decimals'],
      ['abc', 'field.wrong_type'],
      ['12345678901234567', 'field.out_of_range'],
      ['', null],
    ])
    all(taken('decimal', { scale: 0, min: 1, max: 9 }), [
      ['9', '9'],
      ['0', 'field.out_of_range'],
      ['10', 'field.out_of_range'],
      ['9.0', '9'],
    ])
    all(taken('integer'), [
      ['12', 12],
      [12.5, 'field.wrong_type'],
      [2 ** 53, 'field.out_of_range'],
      [-(2 ** 53 - 1), -(2 ** 53 - 1)],
      ['1e3', 1000],
      [true, 'field.wrong_type'],
    ])
    all(taken('percent'), [
      ['12.5%', '12.50'],
      [12.5, '12.50'],
    ])
  })
  it('are read as people write them', () => {
    all(read('decimal'), [
      ['1,234.5', '1234.50'],
      ['１２３', '123.00'],
      ['(3.5)', '-3.50'],
      ['1,23', 'field.wrong_type'],
    ])
    all(read('percent'), [
      ['12.5%', '12.50'],
      ['１２ ％', '12.00'],
    ])
    all(read('boolean'), [
      ['是', true],
      ['否', false],
      ['Yes', true],
      ['0', false],
      ['TRUE', true],
      ['maybe', 'field.wrong_type'],
    ])
  })
})

describe('money', () => {
  it('has the minor units of its currency', () => {
    all(taken('money'), [
      [
        { amount: '1.5', currency: 'CNY' },
        { amount: '1.50', currency: 'CNY', base_amount: '1.50' },
      ],
      ['1.5', { amount: '1.50', currency: 'CNY', base_amount: '1.50' }],
      [
        { amount: 1200, currency: 'jpy' },
        { amount: '1200', currency: 'JPY', base_amount: null },
      ],
      [{ amount: '1.5', currency: 'JPY' }, 'field.too_many_decimals'],
      [
        { amount: '1.125', currency: 'KWD' },
        { amount: '1.125', currency: 'KWD', base_amount: null },
      ],
      [{ amount: '1', currency: 'QQQ' }, 'field.currency_unknown'],
      [{ amount: null, currency: 'CNY' }, null],
      [{ amount: {} }, 'field.wrong_type'],
    ])
  })
  it('is read with signs, thousands and codes', () => {
    const amounts = (text: string) => {
      const value = read('money')(text) as { amount: string; currency: string } | string
      return typeof value === 'string' ? value : `${value.amount} ${value.currency}`
    }
    all(amounts, [
      ['￥1,200.50', '1200.50 CNY'],
      ['¥ 1200', '1200.00 CNY'],
      ['JPY 1,200', '1200 JPY'],
      ['-3.5 USD', '-3.50 USD'],
      ['(1,200.50)', '-1200.50 CNY'],
      ['1200元', '1200.00 CNY'],
      ['十元', 'field.wrong_type'],
    ])
  })
})

describe('days and instants', () => {
  it('are read as people and spreadsheets write them', () => {
    all(read('date'), [
      ['2024/3/5', '2024-03-05'],
      ['2024-3-5', '2024-03-05'],
      ['2024.03.05', '2024-03-05'],
      ['2024年3月5日', '2024-03-05'],
      ['20240305', '2024-03-05'],
      ['45356', '2024-03-05'],
      ['25/3/2024', '2024-03-25'],
      ['3/25/2024', '2024-03-25'],
      ['5/5/2024', '2024-05-05'],
      ['5/3/2024', 'field.ambiguous_date'],
      ['2024-02-30', 'field.no_such_date'],
      ['2023-02-29', 'field.no_such_date'],
      ['2024-02-29', '2024-02-29'],
      ['0024-01-01', 'field.out_of_range'],
      ['59', 'field.wrong_type'],
      ['yesterday', 'field.wrong_type'],
    ])
    all(read('datetime'), [
      ['2024/3/5 15:20', '2024-03-05T07:20:00.000Z'],
      ['2024年3月5日 下午3:20', '2024-03-05T07:20:00.000Z'],
      ['2024-03-05T15:20:00+08:00', '2024-03-05T07:20:00.000Z'],
      ['2024-03-05 15:20:00Z', '2024-03-05T15:20:00.000Z'],
      ['45356.5', '2024-03-05T04:00:00.000Z'],
      ['2024-03-05 24:00', 'field.no_such_date'],
    ])
  })
  it('are taken from programs in ISO form only', () => {
    all(taken('date'), [
      ['2024-03-05', '2024-03-05'],
      ['2024/3/5', 'field.wrong_type'],
      ['2024-03-05T10:00:00Z', 'field.wrong_type'],
      [45356, 'field.wrong_type'],
    ])
    all(taken('datetime'), [
      ['2024-03-05T07:20:00Z', '2024-03-05T07:20:00.000Z'],
      ['2024-03-05T15:20', '2024-03-05T07:20:00.000Z'],
      ['2024-03-05T25:00:00Z', 'field.no_such_date'],
    ])
  })
})

describe('choices and sets', () => {
  const options = { options: [option('new', '新建', 'New'), option('done', '完成，归档', 'Done')] }
  it('are taken by value and by label in either language', () => {
    all(taken('select', options), [
      ['new', 'new'],
      ['新建', 'new'],
      ['NEW', 'new'],
      ['完成，归档', 'done'],
      ['gone', 'field.not_an_option'],
      [['new'], 'field.wrong_type'],
    ])
    all(read('multi_select', options), [
      ['新建|Done', ['new', 'done']],
      ['完成，归档', ['done']],
      ['new,new', ['new']],
      ['new,gone', 'field.not_an_option'],
    ])
  })
  it('are split where people divide them', () =>
    all(read('tags'), [
      ['a,b;c、d|a，e；f', ['a', 'b', 'c', 'd', 'e', 'f']],
      [' , ', null],
      ['x'.repeat(65), 'field.too_long'],
    ]))
  it('have an end', () => expect(taken('tags')(Array.from({ length: 501 }, (_, n) => `t${n}`))).toBe('field.too_many'))
})

describe('the others', () => {
  const id = '0190a0b0-0000-7000-8000-000000000001'
  it('take ids alone or in the shape of an answer', () => {
    all(taken('reference'), [
      [id, id],
      [{ id, title: '张三' }, id],
      [id.toUpperCase(), id],
      ['张三', 'field.not_an_id'],
      [5, 'field.wrong_type'],
    ])
    all(taken('multi_reference'), [
      [[id, { id }], [id]],
      [['x'], 'field.not_an_id'],
      [Array.from({ length: 201 }, () => id), 'field.too_many'],
    ])
    expect(fieldTypes.reference.toText({ id, title: '张三' }, {}, context)).toBe('张三')
  })
  it('keep points on the globe', () =>
    all(taken('geo'), [
      [
        { lat: 31.2304, lng: 121.4737 },
        { lat: 31.2304, lng: 121.4737 },
      ],
      ['31.2304, 121.4737', { lat: 31.2304, lng: 121.4737 }],
      [{ lat: 91, lng: 0 }, 'field.out_of_range'],
      [{ lat: 0, lng: 181 }, 'field.out_of_range'],
      [{ lat: '1', lng: 1 }, 'field.wrong_type'],
    ]))
  it('know the parts of an address', () =>
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
  it('bound JSON in size and depth', () => {
    let deep: unknown = 1
    for (let n = 0; n < 10_000; n++) deep = [deep]
    all(taken('json'), [
      [{ a: [1, null] }, { a: [1, null] }],
      ['x'.repeat(70_000), 'field.too_large'],
      [{ a: '\0' }, 'field.control_character'],
      [{ a: '\\u0000' }, { a: '\\u0000' }],
    ])
    expect(taken('json')(deep)).toBe('field.too_deep')
  })
  it('do not take what the system computes', () => {
    for (const name of ['formula', 'roll_up', 'auto_number'] as const) expect(fieldTypes[name].writable).toBe(false)
  })
})
