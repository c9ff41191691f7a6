import type { MetaField } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { cellsOf, valueOfCell } from './pasted-cells.ts'

const field = (type: MetaField['type'], options: Record<string, unknown> = {}): MetaField => ({
  type,
  label: { zh: type, en: type },
  options,
  operators: [],
  sortable: false,
  report: 'none',
  writable: true,
})

describe('what is pasted from a spreadsheet', () => {
  it('is rows of cells, without the empty line that Excel puts at the end', () => {
    expect(cellsOf('面霜\t2\r\n精华\t 1 \r\n')).toEqual([
      ['面霜', '2'],
      ['精华', '1'],
    ])
  })
  it.each([
    ['decimal', '1,200.50', '1200.50'],
    ['decimal', '¥ 88', '88'],
    ['decimal', '十二', undefined],
    ['text', '备注', '备注'],
    ['decimal', '', null],
  ] as const)('as %s, «%s» is %j', (type, text, value) => {
    expect(valueOfCell(field(type), text, 'CNY')).toEqual(value)
  })
  it('is money in the currency of the document, and a choice by any of its names', () => {
    expect(valueOfCell(field('money'), '￥99', 'CNY')).toEqual({ amount: '99', currency: 'CNY' })
    const unit = field('select', { options: [{ value: 'box', label: { zh: '盒', en: 'Box' } }] })
    expect(['盒', 'Box', 'box', 'bag'].map((text) => valueOfCell(unit, text, 'CNY'))).toEqual(['box', 'box', 'box', undefined])
  })
})
