import { describe, expect, it } from 'vitest'
import { anniversariesIn, isRelativeDate, keptOn, relativeWindow, stretchOf } from './index.ts'

const days = (relative: Parameters<typeof relativeWindow>[0], now: string, zone: string) => relativeWindow(relative, now, zone)

describe('windows in the tenant’s zone', () => {
  // 02:30 on Monday, 1 April in Shanghai; still Sunday in UTC.
  const now = '2024-03-31T18:30:00.000Z'
  const zone = 'Asia/Shanghai'
  it('last and next days hold today', () => {
    expect(days({ last: 7, unit: 'day' }, now, zone)).toEqual({
      from: '2024-03-25T16:00:00.000Z',
      to: '2024-04-01T16:00:00.000Z',
    })
    expect(days({ next: 7, unit: 'day' }, now, zone)).toEqual({
      from: '2024-03-31T16:00:00.000Z',
      to: '2024-04-07T16:00:00.000Z',
    })
    expect(days({ last: 1, unit: 'month' }, now, zone)).toEqual({
      from: '2024-03-01T16:00:00.000Z',
      to: '2024-04-01T16:00:00.000Z',
    })
  })
  it('weeks begin on Monday', () => {
    expect(days({ this: 'week' }, now, zone)).toEqual({ from: '2024-03-31T16:00:00.000Z', to: '2024-04-07T16:00:00.000Z' })
    expect(days({ previous: 'week' }, now, zone)).toEqual({ from: '2024-03-24T16:00:00.000Z', to: '2024-03-31T16:00:00.000Z' })
  })
  it('months, quarters and years are those of the calendar', () => {
    expect(days({ this: 'month' }, now, zone)).toEqual({ from: '2024-03-31T16:00:00.000Z', to: '2024-04-30T16:00:00.000Z' })
    expect(days({ previous: 'month' }, '2024-03-31T04:00:00.000Z', zone)).toEqual({
      from: '2024-01-31T16:00:00.000Z',
      to: '2024-02-29T16:00:00.000Z',
    })
    expect(days({ previous: 'quarter' }, now, zone)).toEqual({ from: '2023-12-31T16:00:00.000Z', to: '2024-03-31T16:00:00.000Z' })
    expect(days({ previous: 'year' }, now, zone)).toEqual({ from: '2022-12-31T16:00:00.000Z', to: '2023-12-31T16:00:00.000Z' })
  })
  it('a day of a clock change is as long as it is', () => {
    expect(days({ this: 'day' }, '2024-03-10T15:00:00.000Z', 'America/New_York')).toEqual({
      from: '2024-03-10T05:00:00.000Z',
      to: '2024-03-11T04:00:00.000Z',
    })
    expect(days({ this: 'day' }, '2024-11-03T15:00:00.000Z', 'America/New_York')).toEqual({
      from: '2024-11-03T04:00:00.000Z',
      to: '2024-11-04T05:00:00.000Z',
    })
  })
  it('hours are counted from the moment of asking', () => {
    expect(days({ last: 2, unit: 'hour' }, now, zone)).toEqual({ from: '2024-03-31T16:30:00.000Z', to: now })
    expect(days({ this: 'hour' }, now, 'Asia/Kolkata')).toEqual({
      from: '2024-03-31T18:30:00.000Z',
      to: '2024-03-31T19:30:00.000Z',
    })
  })
  it('nothing else is a window', () => {
    for (const wrong of [
      null,
      'today',
      {},
      { last: 0, unit: 'day' },
      { last: 1.5, unit: 'day' },
      { last: 1 },
      { last: 1, unit: 'fortnight' },
      { this: 'era' },
      { last: 1e9, unit: 'day' },
    ])
      expect(isRelativeDate(wrong), JSON.stringify(wrong)).toBe(false)
  })
})

describe('a stretch of time', () => {
  const stretch = (value: unknown) => stretchOf(value, '2024-03-31T18:30:00.000Z', 'Asia/Shanghai')
  it('is a window, or lies between two moments or days of the zone, of which one may be open', () => {
    expect(stretch({ this: 'day' })).toEqual({ from: '2024-03-31T16:00:00.000Z', to: '2024-04-01T16:00:00.000Z' })
    expect(stretch({ from: '2024-03-01', to: '2024-03-31' })).toEqual({
      from: '2024-02-29T16:00:00.000Z',
      to: '2024-03-30T16:00:00.000Z',
    })
    expect(stretch({ from: '2024-03-01T09:00:00+09:00' })).toEqual({ from: '2024-03-01T00:00:00.000Z', to: null })
    expect(stretch({ to: '2024-03-01T09:00' })).toEqual({ from: null, to: '2024-03-01T01:00:00.000Z' })
  })
  it('is nothing else', () => {
    for (const wrong of [
      {},
      { from: 'soon' },
      { from: '2024-03-01', to: 5 },
      { from: '2024-02-30' },
      '2024-03-01',
      null,
      { last: 0, unit: 'day' },
    ])
      expect(stretch(wrong), JSON.stringify(wrong)).toBeNull()
  })
})

describe('anniversaries', () => {
  const zone = 'Asia/Shanghai'
  const days = (value: unknown, now: string) => anniversariesIn(value, now, zone)
  it('are the days of a window, whatever the year', () => {
    expect(days({ this: 'week' }, '2026-12-30T04:00:00.000Z')).toEqual([
      '12-28',
      '12-29',
      '12-30',
      '12-31',
      '01-01',
      '01-02',
      '01-03',
    ])
    // Still the 31st in UTC.
    expect(days({ this: 'day' }, '2026-12-31T18:00:00.000Z')).toEqual(['01-01'])
    expect(days({ this: 'year' }, '2026-06-01T04:00:00.000Z')).toHaveLength(366)
    expect(days({ last: 3, unit: 'year' }, '2026-06-01T04:00:00.000Z')).toHaveLength(366)
  })
  it('of 29 February are kept every year: on the 28th, or where it is said on 1 March', () => {
    expect(days({ this: 'month' }, '2026-02-10T04:00:00.000Z')).toContain('02-29')
    expect(days({ this: 'month', leap: 'mar1' }, '2026-02-10T04:00:00.000Z')).not.toContain('02-29')
    expect(days({ this: 'day', leap: 'mar1' }, '2026-03-01T04:00:00.000Z')).toEqual(['03-01', '02-29'])
    expect(days({ this: 'day' }, '2028-02-28T04:00:00.000Z')).toEqual(['02-28'])
    expect(keptOn('2100-02-28', 'feb28')).toEqual(['02-28', '02-29'])
  })
  it('are asked by days', () => {
    for (const wrong of [
      { this: 'hour' },
      { last: 3, unit: 'hour' },
      { this: 'month', leap: 'never' },
      { from: '2026-01-01' },
      null,
    ])
      expect(days(wrong, '2026-02-10T04:00:00.000Z'), JSON.stringify(wrong)).toBeNull()
  })
})
