import { datetime, integer, label, type Meta, option, select, text } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { sayEntry, type TimelineEntry } from './timeline-entries.ts'

const l = (word: string) => label(word, word)
const event: Meta['events'][number] = {
  name: 'order.shipped',
  label: l('发货'),
  from: ['program'],
  own: true,
  fields: {
    number: text(l('单号')),
    promised: datetime(l('预计送达')),
    carrier: select(l('快递'), { options: [option('sf', '顺丰', 'SF')] }),
    pieces: integer(l('件数')),
  },
}
const tenant: Meta['tenant'] = {
  id: 't',
  name: 't',
  zone: 'Asia/Shanghai',
  locale: 'zh-CN',
  base_currency: 'CNY',
  phone_region: 'CN',
}
const model = { object: () => undefined, event: (name: string) => (name === event.name ? event : undefined), tenant }
const said = (payload: Record<string, unknown>, name = event.name) => {
  const entry: TimelineEntry = {
    id: '1',
    name,
    at: '2026-01-05T02:00:00.000Z',
    object: null,
    record: null,
    title: null,
    actor: { kind: 'system', id: 'intake', title: null },
    payload,
    changes: {},
    act: '1',
    cause: null,
  }
  return sayEntry(entry, '1', { model, w: (key) => key, text: ({ zh }) => zh })
}

describe('an event of the company’s own on a timeline', () => {
  it('says what it carries, as far as a line has room: choices by their labels, moments by the company’s clock', () => {
    expect(said({ number: 'A1', carrier: 'sf', pieces: 2, colour: 'red' })).toBe('发货 · 单号 A1 · 快递 顺丰 · 件数 2')
    expect(said({ promised: '2026-01-05T02:00:00.000Z' })).toMatch(/^发货 · 预计送达 .*2026.*10:00/)
  })
  it('says its name alone where it carries nothing, and takes what is older than its declaration as it was told', () => {
    expect(said({})).toBe('发货')
    expect(said({ promised: 'soon', carrier: 'pigeon' })).toBe('发货 · 预计送达 soon · 快递 pigeon')
  })
})
