import { describe, expect, it } from 'vitest'
import { isRelativeDate, relativeWindow } from './index.ts'

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
