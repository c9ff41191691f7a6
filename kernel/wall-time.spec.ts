import { describe, expect, it } from 'vitest'
import { instantOf, localTime, momentOf, nextClock, wallTimeAt } from './wall-time.ts'

const york = 'America/New_York' // 2026-03-08 02:00 becomes 03:00; 2026-11-01 02:00 becomes 01:00 again
const shanghai = 'Asia/Shanghai'
const beirut = 'Asia/Beirut' // 2024-03-31 begins at 01:00
const wall = (text: string) => {
  const [year, month, day, hour, minute] = text.split(/[- :]/).map(Number) as [number, number, number, number, number]
  return { year, month, day, hour, minute, second: 0, ms: 0 }
}
const instant = (text: string, zone: string) => new Date(instantOf(wall(text), zone)).toISOString()

describe('the clock on the wall', () => {
  it('shows day, weekday and time of its zone', () => {
    expect(localTime('2026-01-04T18:30:00Z', shanghai)).toEqual({ day: '2026-01-05', weekday: 1, clock: '02:30' })
    expect(localTime('2026-03-08T06:59:00Z', york)).toEqual({ day: '2026-03-08', weekday: 7, clock: '01:59' })
    expect(localTime('2026-03-08T07:00:00Z', york)).toEqual({ day: '2026-03-08', weekday: 7, clock: '03:00' })
    expect(localTime('2026-11-01T06:00:00Z', york).clock).toBe('01:00')
  })
  it('moves a skipped time on and takes the first of a repeated one', () => {
    expect(instant('2026-03-08 02:30', york)).toBe('2026-03-08T07:30:00.000Z')
    expect(instant('2026-11-01 01:30', york)).toBe('2026-11-01T05:30:00.000Z')
    expect(wallTimeAt(Date.parse('2026-11-01T06:30:00Z'), york)).toMatchObject({ hour: 1, minute: 30 })
  })
  it('begins a day whose midnight is skipped at the change', () => {
    expect(momentOf('2024-03-31', beirut)).toBe('2024-03-30T22:00:00.000Z')
    expect(momentOf('2026-03-08', york)).toBe('2026-03-08T05:00:00.000Z')
    expect(momentOf('2026-11-02', york)).toBe('2026-11-02T05:00:00.000Z')
    expect(momentOf('2026-03-08T23:59:59', york)).toBe('2026-03-09T03:59:59.000Z')
    expect(momentOf('2026-05-01T09:30', shanghai)).toBe('2026-05-01T01:30:00.000Z')
  })
})

describe('the next time a clock shows a time', () => {
  it('is today or tomorrow', () => {
    expect(nextClock('2026-05-01T01:00:00Z', '09:30', shanghai)).toBe('2026-05-01T01:30:00.000Z')
    expect(nextClock('2026-05-01T01:30:00Z', '09:30', shanghai)).toBe('2026-05-01T01:30:00.000Z')
    expect(nextClock('2026-05-01T01:30:00.001Z', '09:30', shanghai)).toBe('2026-05-02T01:30:00.000Z')
    expect(nextClock('2026-05-01T01:00:00Z', '24:00', shanghai)).toBe('2026-05-01T16:00:00.000Z')
  })
  it('keeps the hour of the wall over a clock change', () => {
    expect(nextClock('2026-03-08T03:00:00Z', '08:00', york)).toBe('2026-03-08T12:00:00.000Z')
    expect(nextClock('2026-11-01T03:00:00Z', '08:00', york)).toBe('2026-11-01T13:00:00.000Z')
  })
  it('comes once a day: after the gap when it is skipped, the first of two', () => {
    expect(nextClock('2026-03-08T06:00:00Z', '02:30', york)).toBe('2026-03-08T07:30:00.000Z')
    expect(nextClock('2026-11-01T05:00:00Z', '01:30', york)).toBe('2026-11-01T05:30:00.000Z')
    expect(nextClock('2026-11-01T06:00:00Z', '01:30', york)).toBe('2026-11-02T06:30:00.000Z')
  })
})
