import { describe, expect, it } from 'vitest'
import { countsBy, daysOf, keptPercent } from './code-figures.ts'
import { namesOf, slotProblems, uncoveredDays, weekdayRuns, withName } from './code-form.ts'

describe('the schedule of a code', () => {
  it('says which line lacks staff, half a window, or a window of no length', () => {
    expect(
      slotProblems([
        { staff: [] },
        { staff: ['a'], from: '09:00' },
        { staff: ['a'], from: '09:00', to: '09:00' },
        { staff: ['a'], from: '9', to: '10:00' },
      ]),
    ).toEqual([
      { index: 0, problem: 'no_staff' },
      { index: 1, problem: 'half_time' },
      { index: 2, problem: 'no_time' },
      { index: 3, problem: 'clock' },
    ])
  })
  it('takes a window that spans midnight', () => expect(slotProblems([{ staff: ['a'], from: '22:00', to: '06:00' }])).toEqual([]))
  it('names the days nobody is planned for', () => {
    expect(uncoveredDays([{ weekdays: [1, 2, 3, 4, 5], staff: ['a'] }])).toEqual([6, 7])
    expect(uncoveredDays([{ weekdays: [1], staff: ['a'] }, { staff: ['b'] }])).toEqual([])
    expect(uncoveredDays([])).toEqual([])
  })
  it('tells neighbouring days as one run', () =>
    expect(weekdayRuns([5, 1, 2, 3, 2])).toEqual([
      [1, 3],
      [5, 5],
    ]))
})

describe('the words of a code', () => {
  it('puts the nickname everywhere it is asked for', () =>
    expect(withName('{name}，您好，{name}', '小雨')).toBe('小雨，您好，小雨'))
  it('reads blocked names by line and comma, once each', () => expect(namesOf('广告，代购\n广告\n\n')).toEqual(['广告', '代购']))
})

describe('the figures of a code', () => {
  it('fills days without anybody with zeros', () => {
    expect(daysOf('2026-02-27', '2026-03-01', new Map([['2026-02-28', 3]]), new Map([['2026-03-01', 1]]))).toEqual([
      { day: '2026-02-27', added: 0, lost: 0 },
      { day: '2026-02-28', added: 3, lost: 0 },
      { day: '2026-03-01', added: 0, lost: 1 },
    ])
  })
  it('reads counts by day and by name', () => {
    expect(
      countsBy(
        [
          { 'added_at:day': '2026-03-01', count: 2 },
          { 'added_at:day': null, count: 9 },
        ],
        'added_at:day',
      ),
    ).toEqual(new Map([['2026-03-01', 2]]))
    expect(countsBy([{ state: 'store-xh-01-long', count: 2 }], 'state')).toEqual(new Map([['store-xh-01-long', 2]]))
  })
  it('says the share that stayed, and nothing where nobody came', () => {
    expect(keptPercent(8, 2)).toBe(75)
    expect(keptPercent(0, 0)).toBeNull()
  })
})
