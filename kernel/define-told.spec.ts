import { describe, expect, it } from 'vitest'
import { datetime, defineChart, defineNotice, defineObject, label, text } from './index.ts'

const word = label('词', 'Word')
const card = defineObject({
  name: 'loyalty.card',
  label: word,
  title: 'name',
  fields: { name: text(word), issued_at: datetime(word) },
})
const notice = {
  name: 'loyalty.issued',
  label: word,
  kind: 'info',
  on: ['card.issued'],
  concerns: () => null,
  title: label('新卡：{title}', 'New card: {title}'),
} as const

describe('what a room tells', () => {
  it('a notice says only what something fills', () => {
    expect(defineNotice(notice).name).toBe('loyalty.issued')
    expect(defineNotice({ ...notice, fields: ['number'], title: label('{number}', '{number}') }).fields).toEqual(['number'])
    expect(() => defineNotice({ ...notice, title: label('{titel}', '{title}') })).toThrow('says {titel}')
    expect(() => defineNotice({ ...notice, body: label('', '{reason}') })).toThrow('says {reason}')
    expect(() => defineNotice({ ...notice, on: [] })).toThrow('answers a fact')
  })

  it('a chart is told by a moment of its object', () => {
    const chart = { name: 'loyalty.cards', label: word, on: card, places: ['home'] } as const
    expect(defineChart({ ...chart, moment: 'issued_at' })).toMatchObject({ on: 'loyalty.card', moment: 'issued_at' })
    expect(defineChart({ ...chart, moment: 'created_at' }).moment).toBe('created_at')
    expect(() => defineChart({ ...chart, moment: 'name' })).toThrow('told by a moment')
    expect(() => defineChart({ ...chart, moment: 'owner' })).toThrow('told by a moment')
  })
})
