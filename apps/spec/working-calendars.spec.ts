import { calendarIn, workingTime } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRightsWorld, type RightsWorld } from './rights-world.testing.ts'

let world: RightsWorld
beforeAll(async () => {
  world = await openRightsWorld()
})
afterAll(() => world?.company.close())

const post = async (url: string, payload: object) =>
  (await world.ask(world.boss, { method: 'POST', url: `/api/v1${url}`, payload })).json()
const told = async () =>
  (await world.ask(world.clerk, { method: 'GET', url: '/api/v1/platform/calendars' })).json<{
    usual: string | null
    calendars: (Parameters<typeof calendarIn>[0] & { id: string; days: object[]; years: number[] | null })[]
  }>()

describe('the hours by which a company counts', () => {
  it('are told to whoever has signed in, days that are off with them, and to nobody else', async () => {
    const office = [{ from: '09:00', to: '18:00' }]
    const week = [office, office, office, office, office, [], []]
    const made = await post('/organisation/calendar', { name: '客服', week, holidays: 'own' })
    await post('/commands/calendar.make_usual', { id: made.id })
    const today = new Date().toISOString().slice(0, 10)
    const year = Number(today.slice(0, 4))
    const off = (date: string) => [{ date, name: '盘点', working: false, own: true }]
    await post('/organisation/calendar_year', { calendar: made.id, year, days: off(today) })
    await post('/organisation/calendar_year', { calendar: made.id, year: year - 5, days: off(`${year - 5}-01-01`) })
    const { usual, calendars } = await told()
    expect(usual).toBe(made.id)
    const one = calendars.find(({ id }) => id === made.id)
    // Days long past count for nothing that is left.
    expect(one).toMatchObject({
      name: '客服',
      week,
      days: [{ date: today, working: false }],
      years: expect.arrayContaining([year - 5, year]),
    })
    const calendar = calendarIn({ ...one, holidays: 'own' }, [{ year, days: one?.days }], 'Asia/Shanghai')
    expect(workingTime(calendar, `${today}T00:00:00+08:00`, `${today}T23:59:00+08:00`).ms).toBe(0)
    expect((await world.company.app.inject({ method: 'GET', url: '/api/v1/platform/calendars' })).statusCode).toBe(401)
  })
})
