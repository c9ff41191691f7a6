import { describe, expect, it } from 'vitest'
import { dayBeside, holidaysOf, weeksOf, withDay } from './year-days.ts'

const off = (date: string, name = '春节') => ({ date, name, working: false })

describe('a year on screen', () => {
  it('has weeks of seven from Monday on', () => {
    const weeks = weeksOf(2026, 2)
    expect(weeks).toHaveLength(5)
    expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-02-01'])
    expect(weeks[4]?.[6]).toBeNull()
    expect(weeksOf(2024, 2).flat().filter(Boolean)).toHaveLength(29)
  })
  it('is changed day by day, and what is written here is known as such', () => {
    const days = [off('2026-02-17'), off('2026-02-18')]
    expect(withDay(days, '2026-02-16', off('2026-02-16'))).toEqual([{ ...off('2026-02-16'), own: true }, ...days])
    expect(withDay(days, '2026-02-17', null)).toEqual([off('2026-02-18')])
  })
  it('is told in runs, with what is made up for', () => {
    const days = [
      { date: '2026-02-14', name: '春节', working: true },
      ...['15', '16', '17'].map((day) => off(`2026-02-${day}`)),
      off('2026-02-20'),
      off('2026-05-01', '劳动节'),
    ]
    expect(holidaysOf(days)).toEqual([
      {
        name: '春节',
        off: [
          ['2026-02-15', '2026-02-17'],
          ['2026-02-20', '2026-02-20'],
        ],
        makeUp: ['2026-02-14'],
      },
      { name: '劳动节', off: [['2026-05-01', '2026-05-01']], makeUp: [] },
    ])
  })
  it('is walked with the arrows', () => {
    expect(dayBeside('2026-02-28', 'ArrowRight')).toBe('2026-03-01')
    expect(dayBeside('2026-03-01', 'ArrowUp')).toBe('2026-02-22')
    expect(dayBeside('2026-03-01', 'Tab')).toBeNull()
  })
})
