import { alwaysOpen, type WorkingCalendar } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { quietUntil } from '../rules/gate.rule.ts'

const night = { from: '22:00', to: '08:00' }
const until = (now: string, zone: string, quiet: Parameters<typeof quietUntil>[1]['quiet'], calendar = alwaysOpen(zone)) =>
  quietUntil(now, { zone, quiet, calendar })

describe('quiet hours', () => {
  it('hold from one time of the wall to another, over midnight', () => {
    expect(until('2026-05-01T15:00:00Z', 'Asia/Shanghai', night)).toBe('2026-05-02T00:00:00.000Z')
    expect(until('2026-05-01T22:30:00Z', 'Asia/Shanghai', night)).toBe('2026-05-02T00:00:00.000Z')
    expect(until('2026-05-02T00:00:00Z', 'Asia/Shanghai', night)).toBeNull()
    expect(until('2026-05-01T15:00:00Z', 'Asia/Shanghai', null)).toBeNull()
    expect(until('2026-05-01T15:00:00Z', 'Asia/Shanghai', { from: '08:00', to: '08:00' })).toBeNull()
  })
  it('end at eight on the wall in the nights when the clocks change, not an hour off', () => {
    expect(until('2026-03-08T04:00:00Z', 'America/New_York', night)).toBe('2026-03-08T12:00:00.000Z')
    expect(until('2026-11-01T04:00:00Z', 'America/New_York', night)).toBe('2026-11-01T13:00:00.000Z')
  })
  it('hold all day while the company does not work, if it says so: make-up days are no days off', () => {
    const day = [{ from: '09:00', to: '18:00' }]
    const company: WorkingCalendar = {
      ...alwaysOpen('Asia/Shanghai'),
      week: [day, day, day, day, day, [], []],
      days: new Map([
        ['2026-05-09', { date: '2026-05-09', name: '劳动节', working: true }],
        ['2026-05-04', { date: '2026-05-04', name: '劳动节', working: false }],
      ]),
    }
    const quiet = { ...night, off_days: true }
    expect(until('2026-05-02T04:00:00Z', 'Asia/Shanghai', quiet, company)).toBe('2026-05-05T00:00:00.000Z')
    expect(until('2026-05-01T15:00:00Z', 'Asia/Shanghai', quiet, company)).toBe('2026-05-05T00:00:00.000Z')
    expect(until('2026-05-09T04:00:00Z', 'Asia/Shanghai', quiet, company)).toBeNull()
    expect(until('2026-05-02T04:00:00Z', 'Asia/Shanghai', night, company)).toBeNull()
  })
})
