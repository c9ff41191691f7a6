import { describe, expect, it } from 'vitest'
import { completedAt, completionKey } from '../rules/completion.rule.ts'
import { distanceM } from '../rules/distance.rule.ts'
import { alwaysOpen } from '@lianke/kernel'
import { presenceOf } from '../rules/presence.rule.ts'
import { isReminded, remindAt } from '../rules/reminder.rule.ts'

const now = '2026-06-01T00:00:00.000Z'

describe('when a task was done', () => {
  const done = (row: object, before: object | null = null) =>
    completedAt({ row: { status: 'done', ...row }, before, now } as never)
  it('is now where it is done now, and stays', () => {
    expect(done({}, { status: 'open' })).toBe(now)
    expect(done({ completed_at: '2026-01-01T00:00:00.000Z' }, { status: 'done' })).toBe('2026-01-01T00:00:00.000Z')
  })
  it('is when it was due, for one that is brought done; at the earliest when it was made', () => {
    expect(done({ created_at: '2025-01-01T00:00:00.000Z', due_at: '2025-02-01T00:00:00.000Z' })).toBe('2025-02-01T00:00:00.000Z')
    expect(done({ created_at: '2025-03-01T00:00:00.000Z', due_at: '2025-02-01T00:00:00.000Z' })).toBe('2025-03-01T00:00:00.000Z')
    expect(done({ created_at: '2025-03-01T00:00:00.000Z', due_at: '2027-01-01T00:00:00.000Z' })).toBe('2025-03-01T00:00:00.000Z')
  })
  it('is no time while it is not done', () => {
    expect(done({ status: 'open', completed_at: now })).toBeNull()
  })
  it('is told once by its version', () => {
    expect(completionKey('t', 4)).not.toBe(completionKey('t', 5))
    expect(completionKey('t', undefined)).toBe(completionKey('t', 1))
  })
})

describe('the time to remind of a task', () => {
  const due = '2026-06-01T05:00:00.000Z'
  it('is so much working time before it is due, where that has not passed', () => {
    const office = [{ from: '09:00', to: '12:00' }]
    const mornings = { ...alwaysOpen('Asia/Shanghai'), week: [office, office, office, office, office, [], []] }
    expect(remindAt('2026-06-02T01:30:00.000Z', 60, mornings, now)).toBe('2026-06-01T03:30:00.000Z')
    expect(remindAt(due, 60, alwaysOpen('UTC'), now)).toBe('2026-06-01T04:00:00.000Z')
    expect(remindAt(due, 600, alwaysOpen('UTC'), now)).toBeNull()
  })
  it('follows for a task that is open, in time, and of which nobody has said it', () => {
    expect(isReminded({ status: 'open', due_at: due }, null, now)).toBe(true)
    expect(isReminded({ status: 'open', due_at: due, remind_at: null }, null, now)).toBe(false)
    expect(isReminded({ status: 'done', due_at: due }, null, now)).toBe(false)
    expect(isReminded({ status: 'open', due_at: now }, null, now)).toBe(false)
    const before = { status: 'open', due_at: now, remind_at: null }
    expect(isReminded({ ...before, due_at: due }, before, now)).toBe(true)
    expect(isReminded({ ...before, due_at: due, remind_at: due }, before, now)).toBe(false)
    expect(isReminded({ ...before, status: 'in_progress' }, before, now)).toBe(false)
  })
})

describe('the distance on the globe', () => {
  it('is that of known places', () => {
    const people = { lat: 31.2304, lng: 121.4737 }
    expect(distanceM(people, people)).toBe(0)
    // People's Square in Shanghai to the Temple of Heaven in Beijing: 1,065 km.
    expect(distanceM(people, { lat: 39.8822, lng: 116.4066 }) / 1000).toBeCloseTo(1063, -1)
    expect(distanceM({ lat: 0, lng: 179.999 }, { lat: 0, lng: -179.999 })).toBeLessThan(300)
  })
})

describe('presence at a visit', () => {
  const at = (row: object, before: object | null = { status: 'planned' }) => presenceOf({ row, before, now } as never)
  const shanghai = { lat: 31.2, lng: 121.4 }
  it('follows from the state: come, then left', () => {
    expect(at({ status: 'checked_in' })).toMatchObject({ checked_in_at: now, checked_out_at: null })
    expect(at({ status: 'completed', checked_in_at: '2026-05-31T23:00:00.000Z' }, { status: 'checked_in' })).toMatchObject({
      checked_in_at: '2026-05-31T23:00:00.000Z',
      checked_out_at: now,
    })
    expect(at({ status: 'planned', checked_in_at: now }, { status: 'checked_in' })).toMatchObject({ checked_in_at: null })
  })
  it('is not now for a visit that is brought from elsewhere', () => {
    expect(at({ status: 'completed' }, null)).toMatchObject({ checked_in_at: null, checked_out_at: null })
  })
  it('measures from the target where there is one', () => {
    expect(at({ status: 'checked_in', target: shanghai, check_in_at_place: shanghai }).distance_m).toBe(0)
    expect(at({ status: 'checked_in', check_in_at_place: shanghai }).distance_m).toBeNull()
  })
})
