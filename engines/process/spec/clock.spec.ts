import { alwaysOpen } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { asksCalendar, type ClockTrigger, dayAfter, dueDates, dueTick, tickAfter } from '../rules/clock.rule.ts'

const zone = 'Asia/Shanghai'
const days = { on: 'date', field: 'birthday', unit: 'day' } as const
const yearly = (leap: 'feb28' | 'mar1', amount = 0) => ({ ...days, yearly: true, leap, amount }) as const
const lookedFor = (trigger: Parameters<typeof dueDates>[0], day: string) =>
  dueDates(trigger, { at: `${day}T01:00:00.000Z`, day }, `${day}T00:00:00.000Z`, zone)

describe('when a trigger of the clock looks who is due', () => {
  it('is every day at nine in the company’s zone, unless it says a time', () => {
    expect(tickAfter(days, '2026-03-01T01:00:00.000Z', zone)).toEqual({ at: '2026-03-02T01:00:00.000Z', day: '2026-03-02' })
    expect(tickAfter({ ...days, at: '08:30' }, '2026-03-01T00:00:00.000Z', zone)?.at).toBe('2026-03-01T00:30:00.000Z')
  })
  it.each<[string, ClockTrigger, string]>([
    ['a week', { on: 'schedule', every: 'week', weekday: 1 }, '2026-03-02'],
    ['Sunday is the seventh', { on: 'schedule', every: 'week', weekday: 7 }, '2026-03-08'],
    ['a month', { on: 'schedule', every: 'month', day: 5 }, '2026-03-05'],
    ['a month that lacks the day has it on its last', { on: 'schedule', every: 'month', day: 31 }, '2026-03-31'],
  ])('is once %s', (_case, trigger, day) => {
    expect(tickAfter(trigger, '2026-03-01T12:00:00.000Z', zone)?.day).toBe(day)
  })
  it('is every day on which the company works, make-up days among them', () => {
    const hours = [{ from: '09:00', to: '18:00' }]
    const calendar = {
      ...alwaysOpen(zone),
      week: [hours, hours, hours, hours, hours, [], []],
      days: new Map([
        ['2026-03-09', { date: '2026-03-09', name: '公司假', working: false }],
        ['2026-03-14', { date: '2026-03-14', name: '补班', working: true }],
      ]),
    }
    const trigger = { on: 'schedule', every: 'working_day' } as const
    const next = (moment: string) => tickAfter(trigger, moment, zone, calendar)?.day
    // A Friday after nine; the Monday is a holiday; the Saturday after is worked.
    expect(next('2026-03-06T02:00:00.000Z')).toBe('2026-03-10')
    expect(next('2026-03-13T02:00:00.000Z')).toBe('2026-03-14')
    expect(next('2026-03-14T02:00:00.000Z')).toBe('2026-03-16')
    expect(asksCalendar(trigger)).toBe(true)
    expect(asksCalendar({ on: 'schedule', every: 'day' })).toBe(false)
  })
  it('has 28 February for the 31st', () => {
    expect(tickAfter({ on: 'schedule', every: 'month', day: 31 }, '2026-02-01T00:00:00.000Z', zone)?.day).toBe('2026-02-28')
  })
  it('works days of a date one after another, and of a missed schedule only the last', () => {
    const [until, now] = ['2026-03-01T12:00:00.000Z', '2026-03-05T12:00:00.000Z']
    expect(dueTick(days, { until, now }, zone)?.day).toBe('2026-03-02')
    expect(dueTick({ on: 'schedule', every: 'day' }, { until, now }, zone)?.day).toBe('2026-03-05')
    expect(dueTick(days, { until: now, now }, zone)).toBeNull()
  })
  it('takes all moments up to the minute in one look', () => {
    const hours = { on: 'date', field: 'due_at', unit: 'hour', amount: -2 } as const
    const [until, now] = ['2026-03-01T12:00:30.000Z', '2026-03-01T15:00:40.000Z']
    const tick = dueTick(hours, { until, now }, zone)
    expect(tick).toEqual({ at: '2026-03-01T15:00:00.000Z', day: null })
    expect(tick && dueDates(hours, tick, until, zone)).toEqual({
      kind: 'span',
      after: '2026-03-01T14:00:30.000Z',
      upTo: '2026-03-01T17:00:00.000Z',
    })
  })
})

describe('whose date is due', () => {
  it('is so many days before or after', () => {
    expect(lookedFor({ ...days, amount: -3 }, '2026-03-01')).toMatchObject({ kind: 'day', day: '2026-03-04' })
    expect(lookedFor({ ...days, amount: 3 }, '2026-03-01')).toMatchObject({ kind: 'day', day: '2026-02-26' })
    expect(lookedFor(days, '2026-03-01')).toMatchObject({ from: '2026-02-28T16:00:00.000Z', to: '2026-03-01T16:00:00.000Z' })
  })
  it.each([
    ['feb28', '2026-02-28', ['02-28', '02-29']],
    ['feb28', '2026-03-01', ['03-01']],
    ['mar1', '2026-02-28', ['02-28']],
    ['mar1', '2026-03-01', ['03-01', '02-29']],
    ['feb28', '2028-02-28', ['02-28']],
    ['feb28', '2028-02-29', ['02-29']],
    ['mar1', '2028-03-01', ['03-01']],
    ['mar1', '2100-03-01', ['03-01', '02-29']],
  ] as const)('every year, 29 February as %s: on %s those of %j', (leap, day, found) => {
    expect(lookedFor(yearly(leap), day)).toEqual({ kind: 'yearly', days: found })
  })
  it('every year, some days before', () => {
    expect(lookedFor(yearly('feb28', -1), '2026-02-27')).toEqual({ kind: 'yearly', days: ['02-28', '02-29'] })
  })
  it('counts days of the calendar', () => {
    expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01')
  })
})
