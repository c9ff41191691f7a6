import { expect, it } from 'vitest'
import { inSlot, scheduleMoment } from './schedule.ts'
import { alwaysOpen, type WorkingCalendar } from './working-calendar.ts'

const office = [{ from: '09:00', to: '18:00' }]
const company: WorkingCalendar = {
  ...alwaysOpen('Asia/Shanghai'),
  week: [office, office, office, office, office, [], []],
  days: new Map([
    ['2026-02-14', { date: '2026-02-14', name: '春节', working: true }],
    ['2026-02-16', { date: '2026-02-16', name: '春节', working: false }],
  ]),
}
const at = (moment: string) => scheduleMoment(company, moment, company.zone)

it('a slot holds on its weekdays and in its hours, by the clock of the zone', () => {
  const slot = { weekdays: [5], from: '09:00', to: '18:00' }
  expect(inSlot(slot, at('2026-02-13T01:00:00Z'))).toBe(true)
  expect(inSlot(slot, at('2026-02-13T10:00:00Z'))).toBe(false)
  expect(inSlot(slot, at('2026-02-14T02:00:00Z'))).toBe(false)
  expect(inSlot({}, at('2026-02-14T02:00:00Z'))).toBe(true)
  // An open side is no bound.
  expect(inSlot({ from: null, to: '06:00' }, at('2026-02-13T22:00:00Z'))).toBe(false)
  expect(inSlot({ from: '06:00' }, at('2026-02-13T22:00:00Z'))).toBe(true)
})
it('one that spans midnight belongs to the day on which it began', () => {
  const night = { weekdays: [5], from: '22:00', to: '06:00' }
  expect(inSlot(night, at('2026-02-13T15:00:00Z'))).toBe(true)
  expect(inSlot(night, at('2026-02-13T20:00:00Z'))).toBe(true)
  expect(inSlot(night, at('2026-02-12T20:00:00Z'))).toBe(false)
})
it('may hold on working days only, make-up days among them, or on the others', () => {
  expect(inSlot({ days: 'working' }, at('2026-02-14T02:00:00Z'))).toBe(true)
  expect(inSlot({ days: 'working' }, at('2026-02-16T02:00:00Z'))).toBe(false)
  expect(inSlot({ days: 'off' }, at('2026-02-16T02:00:00Z'))).toBe(true)
})
