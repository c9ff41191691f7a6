import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PersonRow, takeOver } from '../rules/take-over.rule.ts'

const row = (id: string, more: Record<string, unknown> = {}): PersonRow => ({
  id,
  created_at: `2025-01-0${id}`,
  do_not_merge: null,
  name: null,
  phone: null,
  tags: [],
  ...more,
})

describe('what a kept person takes over from several', () => {
  it('the oldest fills first; each gap is filled once and written down by who gave it', () => {
    const { values, taken } = takeOver(row('1', { name: '安' }), [
      row('3', { phone: '+863', tags: ['b'] }),
      row('2', { name: '二', phone: '+862', tags: ['a'] }),
    ])
    expect(values).toEqual({ phone: '+862', tags: ['a', 'b'] })
    expect([...taken]).toEqual([
      [
        '2',
        [
          { field: 'phone', from: null, to: '+862' },
          { field: 'tags', from: [], to: ['a'] },
        ],
      ],
      ['3', [{ field: 'tags', from: ['a'], to: ['a', 'b'] }]],
    ])
  })
  it('whom either was parted from, the kept one is parted from, once', () => {
    expect(takeOver(row('1', { do_not_merge: ['x'] }), [row('2', { do_not_merge: ['y', 'x'] })]).values).toEqual({
      do_not_merge: ['x', 'y'],
    })
  })
  it('nothing from those who have nothing more', () => {
    expect(takeOver(row('1', { name: '安' }), [row('2', { name: '二' })])).toEqual({ values: {}, taken: new Map([['2', []]]) })
  })
  it('the same in whatever order they arrive', () => {
    const gone = ['2', '3', '4'].map((id) =>
      row(id, { phone: id === '2' ? null : `+86${id}`, tags: [id], name: id === '4' ? '四' : null }),
    )
    const expected = takeOver(row('1'), gone).values
    fc.assert(
      fc.property(fc.shuffledSubarray(gone, { minLength: 3 }), (turned) => {
        expect(takeOver(row('1'), turned).values).toEqual(expected)
      }),
    )
  })
})
