import { describe, expect, it } from 'vitest'
import { calendarIn, daysIn, weekIn } from './calendar-row.ts'
import { isYearMissing } from './working-calendar.ts'

const office = [{ from: '09:00', to: '18:00' }]
const row = { name: '公司', zone: null, week: [office, office], holidays: 'china' }
const off = (date: string, more: object = {}) => ({ date, name: '元旦', working: false, ...more })

describe('a calendar as its records hold it', () => {
  it('is in the company’s zone unless it has its own, and has seven days', () => {
    expect(calendarIn(row, [], 'Asia/Shanghai')).toMatchObject({ name: '公司', zone: 'Asia/Shanghai' })
    expect(calendarIn({ ...row, zone: 'Europe/London' }, [], 'Asia/Shanghai').zone).toBe('Europe/London')
    expect(weekIn([office, 'x', [{ from: 9 }]])).toEqual([office, [], [], [], [], [], []])
    expect(weekIn(null)).toHaveLength(7)
  })
  it('knows the years it has; a published one without a published day is not known', () => {
    const years = [
      { year: 2026, days: [off('2026-01-01')] },
      { year: 2027, days: [] },
      { year: 2028, days: [off('2028-01-01', { own: true })] },
    ]
    const missing = (holidays: string) =>
      [2026, 2027, 2028, 2029].filter((year) => isYearMissing(calendarIn({ ...row, holidays }, years, 'UTC'), year))
    expect(missing('china')).toEqual([2027, 2028, 2029])
    expect(missing('own')).toEqual([2029])
    expect(missing('none')).toEqual([])
  })
  it('takes the later of two papers that speak of a day, and what somebody wrote before both', () => {
    const years = [
      { year: 2023, days: [off('2022-12-31'), off('2023-01-02')] },
      { year: 2022, days: [off('2022-12-31', { working: true }), off('2023-01-02', { working: true, own: true })] },
    ]
    const { days } = calendarIn(row, years, 'UTC')
    expect([days.get('2022-12-31')?.working, days.get('2023-01-02')?.working]).toEqual([false, true])
  })
  it('leaves out what is no day', () => {
    expect(daysIn([{ date: 1 }, 'x', off('2026-01-01', { hours: [{ from: '10:00', to: '12:00' }] })])).toEqual([
      off('2026-01-01', { hours: [{ from: '10:00', to: '12:00' }] }),
    ])
  })
})
