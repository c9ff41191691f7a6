import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alwaysOpen, type WorkingCalendar } from '@lianke/kernel'
import { waitUntil } from '../rules/local-time.rule.ts'
import { matchesPayload } from '../rules/match-payload.rule.ts'
import { shareOf } from '../rules/split.rule.ts'

describe('the end of a wait', () => {
  const now = '2026-03-07T10:00:00.000Z'
  const wait = { now, zone: 'Asia/Shanghai', at: null, calendar: alwaysOpen('Asia/Shanghai') }
  it('is so long from now', () => {
    expect(waitUntil({ ...wait, amount: 90, unit: 'minute' })).toBe('2026-03-07T11:30:00.000Z')
    expect(waitUntil({ ...wait, amount: 2, unit: 'week' })).toBe('2026-03-21T10:00:00.000Z')
  })
  it('is at the next such time of day where the company is, never before', () => {
    expect(waitUntil({ ...wait, amount: 1, unit: 'day', at: '09:00' })).toBe('2026-03-09T01:00:00.000Z')
    expect(waitUntil({ ...wait, amount: 1, unit: 'day', at: '19:00' })).toBe('2026-03-08T11:00:00.000Z')
  })
  it('keeps the time of day where clocks change', () => {
    expect(waitUntil({ ...wait, zone: 'America/New_York', amount: 1, unit: 'day', at: '09:00' })).toBe('2026-03-08T13:00:00.000Z')
  })
  it('is counted in working time, by the company’s days and the clock where the person is', () => {
    const office = [{ from: '09:00', to: '18:00' }]
    const calendar: WorkingCalendar = {
      ...alwaysOpen('Asia/Shanghai'),
      week: [office, office, office, office, office, [], []],
      days: new Map([['2026-03-09', { date: '2026-03-09', name: '年会', working: false }]]),
    }
    // Saturday 18:00 in Shanghai; Monday is no working day.
    const working = { ...wait, calendar, unit: 'working_day' } as const
    expect(waitUntil({ ...working, amount: 2 })).toBe('2026-03-12T01:00:00.000Z')
    expect(waitUntil({ ...working, amount: 0, at: '09:30' })).toBe('2026-03-10T01:30:00.000Z')
    expect(waitUntil({ ...working, amount: 0, at: '09:30', zone: 'Europe/London' })).toBe('2026-03-10T09:30:00.000Z')
    expect(waitUntil({ ...working, amount: 1, at: '10:00' })).toBe('2026-03-10T02:00:00.000Z')
    expect(waitUntil({ ...working, amount: 0 })).toBe('2026-03-10T01:00:00.000Z')
    expect(waitUntil({ ...working, unit: 'working_hour', amount: 10 })).toBe('2026-03-11T02:00:00.000Z')
    expect(waitUntil({ ...working, unit: 'working_hour', amount: 1, at: '09:30' })).toBe('2026-03-11T01:30:00.000Z')
  })
})

describe('the payload of a fact', () => {
  const order = { amount: '1200.50', items: ['cream', 'mask'], city: '上海', paid: true, address: { zip: '200000' }, note: null }
  const asked = (field: string, op: string, value?: unknown) => matchesPayload({ field, op, value } as never, order)
  it('is compared as numbers where both are numbers, else as texts without case', () => {
    expect([asked('amount', 'gt', 999), asked('amount', 'lt', '999'), asked('amount', 'eq', 1200.5)]).toEqual([true, false, true])
    expect([asked('city', 'eq', '上海'), asked('city', 'ne', '北京'), asked('items', 'contains', 'CREAM')]).toEqual([
      true,
      true,
      true,
    ])
  })
  it('is reached by paths, of its own members only', () => {
    expect([asked('address.zip', 'eq', '200000'), asked('address.constructor', 'empty'), asked('__proto__', 'empty')]).toEqual([
      true,
      true,
      true,
    ])
  })
  it('has lists that are asked for any, all or none', () => {
    expect([
      asked('items', 'any_of', ['mask', 'x']),
      asked('items', 'all_of', ['mask', 'x']),
      asked('items', 'none_of', ['x']),
    ]).toEqual([true, false, true])
  })
  it('matches nothing by a condition nobody knows, or that needs a store', () => {
    expect([
      asked('amount', 'roughly', 1),
      matchesPayload({ segment: 's' } as never, order),
      matchesPayload(null, order),
    ]).toEqual([false, false, true])
  })
  it('is empty or not, and nothing is larger than what is missing', () => {
    fc.assert(
      fc.property(fc.constantFrom('lt', 'lte', 'gt', 'gte', 'between'), fc.anything(), (op, value) => !asked('note', op, value)),
    )
    expect([asked('note', 'empty'), asked('missing', 'empty'), asked('paid', 'not_empty')]).toEqual([true, true, true])
  })
})

describe('the share of a split', () => {
  it('is the same for the same person and node, from 0 to below 100', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string(), (person, node) => {
        const share = shareOf(person, node)
        return share >= 0 && share < 100 && share === shareOf(person, node)
      }),
    )
  })
  it('deals people out evenly, and anew at every node', () => {
    const people = Array.from({ length: 20_000 }, (_, n) => `0190a1b2-c3d4-7000-8000-${n.toString(16).padStart(12, '0')}`)
    const first = new Set(people.filter((person) => shareOf(person, 'split_1') < 30))
    expect(first.size / people.length).toBeCloseTo(0.3, 1)
    const both = [...first].filter((person) => shareOf(person, 'split_2') < 30).length
    expect(both / first.size).toBeCloseTo(0.3, 1)
  })
})
