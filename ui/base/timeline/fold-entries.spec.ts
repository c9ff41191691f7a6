import { describe, expect, it } from 'vitest'
import { foldEntries } from './fold-entries.ts'
import type { TimelineEntry } from './timeline-entries.ts'

const entry = (id: string, more: Partial<TimelineEntry> = {}): TimelineEntry => ({
  id,
  name: id,
  at: '2026-11-01T10:00:00Z',
  object: null,
  record: null,
  title: null,
  actor: { kind: 'system', id: '', title: null },
  payload: {},
  changes: {},
  act: id,
  cause: null,
  ...more,
})
const weight = ({ name }: TimelineEntry) => (name.startsWith('event') ? 2 : 1)
const said = (entries: readonly TimelineEntry[]) =>
  foldEntries(entries, weight).map(({ lead, rest }) => [lead.id, rest.map(({ id }) => id)])

describe('a timeline by causes', () => {
  it('says of one act what tells most, and keeps the rest with it', () => {
    expect(said([entry('updated', { act: 'a' }), entry('event', { act: 'a' }), entry('created', { act: 'a' })])).toEqual([
      ['event', ['created', 'updated']],
    ])
  })
  it('puts what followed with what it followed from, however far', () => {
    const scan = entry('event.scanned', { act: '1' })
    const tagged = entry('tagged', { act: '2', cause: 'event.scanned', at: '2026-11-01T10:05:00Z' })
    const entered = entry('entered', { act: '3', cause: 'tagged', at: '2026-11-01T10:09:00Z' })
    expect(said([entered, tagged, scan])).toEqual([['event.scanned', ['tagged', 'entered']]])
  })
  it('tells apart what one import wrote of different days', () => {
    expect(
      said([entry('b', { act: 'i', at: '2026-10-01T10:00:00Z' }), entry('a', { act: 'i', at: '2026-09-01T10:00:00Z' })]),
    ).toEqual([
      ['b', []],
      ['a', []],
    ])
  })
  it('keeps the order, newest first', () => {
    expect(said([entry('c'), entry('b'), entry('a')]).map(([id]) => id)).toEqual(['c', 'b', 'a'])
  })
})
