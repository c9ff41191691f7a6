import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addWorkingDays,
  addWorkingMinutes,
  addWorkingMs,
  isOpenAt,
  nextOpening,
  nextWorkingClock,
  workingTime,
} from './business-time.ts'
import { Refusal } from './refuse.ts'
import { wallTimeAt } from './wall-time.ts'
import {
  alwaysOpen,
  type CalendarDay,
  hoursOn,
  minuteOf,
  type Span,
  spansProblem,
  type WorkingCalendar,
} from './working-calendar.ts'

const office: readonly Span[] = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
]
const week = (...days: readonly (readonly Span[])[]) => days
const officeWeek = week(office, office, office, office, office, [], [])
const calendarOf = (given: Partial<WorkingCalendar> & { readonly holidays?: readonly CalendarDay[] }): WorkingCalendar => ({
  name: '公司日历',
  zone: 'Asia/Shanghai',
  week: officeWeek,
  days: new Map((given.holidays ?? []).map((day) => [day.date, day])),
  years: null,
  ...given,
})
const company = calendarOf({
  years: new Set([2026]),
  holidays: [
    { date: '2026-02-14', name: '春节', working: true },
    ...['16', '17', '18', '19', '20', '23'].map((day) => ({ date: `2026-02-${day}`, name: '春节', working: false })),
    { date: '2026-02-28', name: '春节', working: true, hours: [{ from: '10:00', to: '12:00' }] },
  ],
})

describe('working time', () => {
  it('leaves out lunch, nights, weekends and holidays, and counts make-up days', () => {
    // Friday 13 February 17:00 + 3 h: an hour on Friday, two on the make-up Saturday.
    expect(addWorkingMinutes(company, '2026-02-13T09:00:00Z', 180).at).toBe('2026-02-14T03:00:00.000Z')
    expect(workingTime(company, '2026-02-13T09:00:00Z', '2026-02-14T03:00:00Z').ms).toBe(180 * 60_000)
    // The Saturday's eight hours are all that is left before the holidays end on Tuesday 24.
    expect(addWorkingMinutes(company, '2026-02-14T01:00:00Z', 9 * 60).at).toBe('2026-02-24T02:00:00.000Z')
    expect(addWorkingMinutes(company, '2026-02-13T09:00:00Z', 60).at).toBe('2026-02-13T10:00:00.000Z')
    expect(addWorkingMinutes(company, '2026-02-24T02:00:00Z', -9 * 60).at).toBe('2026-02-14T01:00:00.000Z')
  })
  it('opens and closes by the clock of its zone', () => {
    expect(isOpenAt(company, '2026-02-12T01:00:00Z')).toBe(true)
    expect(isOpenAt(company, '2026-02-12T04:00:00Z')).toBe(false)
    expect(isOpenAt(company, '2026-02-17T03:00:00Z')).toBe(false)
    expect(nextOpening(company, '2026-02-12T04:30:00Z').at).toBe('2026-02-12T05:00:00.000Z')
    expect(nextOpening(company, '2026-02-15T00:00:00Z').at).toBe('2026-02-24T01:00:00.000Z')
    expect(hoursOn(company, '2026-02-28')).toEqual([{ from: '10:00', to: '12:00' }])
    expect(isOpenAt(calendarOf({ zone: 'Europe/London' }), '2026-02-12T01:00:00Z')).toBe(false)
  })
  it('goes by working days, at the same hour or a wanted one', () => {
    expect(addWorkingDays(company, '2026-02-12T02:00:00Z', 2).at).toBe('2026-02-14T02:00:00.000Z')
    expect(addWorkingDays(company, '2026-02-12T02:00:00Z', 3, '09:30').at).toBe('2026-02-24T01:30:00.000Z')
    expect(addWorkingDays(company, '2026-02-12T15:00:00Z', 1).at).toBe('2026-02-14T01:00:00.000Z')
    expect(nextWorkingClock(company, '2026-02-14T02:00:00Z', '09:30').at).toBe('2026-02-24T01:30:00.000Z')
    expect(nextWorkingClock(company, '2026-02-14T01:00:00Z', '09:30').at).toBe('2026-02-14T01:30:00.000Z')
  })
  it('names the years whose holidays are not known', () => {
    expect(addWorkingMinutes(company, '2026-12-31T09:00:00Z', 120)).toEqual({ at: '2027-01-01T02:00:00.000Z', without: [2027] })
    expect(addWorkingMinutes(company, '2026-12-31T02:00:00Z', 60).without).toEqual([])
    expect(workingTime(company, '2025-12-31T02:00:00Z', '2027-01-01T02:00:00Z').without).toEqual([2025, 2027])
    expect(addWorkingMinutes(alwaysOpen('UTC'), '2030-01-01T00:00:00Z', 60)).toEqual({
      at: '2030-01-01T01:00:00.000Z',
      without: [],
    })
  })
  it('is refused by name where nobody ever works', () => {
    const shut = calendarOf({ week: week([], [], [], [], [], [], []) })
    for (const ask of [
      () => addWorkingMinutes(shut, '2026-02-13T09:00:00Z', 1),
      () => addWorkingMinutes(shut, '2026-02-13T09:00:00Z', -1),
      () => addWorkingDays(shut, '2026-02-13T09:00:00Z', 1),
      () => nextOpening(shut, '2026-02-13T09:00:00Z'),
      () => nextWorkingClock(shut, '2026-02-13T09:00:00Z', '09:30'),
    ])
      expect(ask).toThrow(expect.objectContaining({ code: 'calendar.never_open', params: { name: '公司日历' } }))
    expect(workingTime(shut, '2026-02-13T09:00:00Z', '2026-03-13T09:00:00Z').ms).toBe(0)
    expect(Refusal).toBeDefined()
  })
  it('keeps to the clock where a change skips or repeats an hour', () => {
    const night = calendarOf({ zone: 'America/New_York', week: officeWeek.map(() => [{ from: '01:30', to: '02:30' }]) })
    // 8 March: 02:00 becomes 03:00; from half past one to the gap is half an hour. 1 November: one o'clock comes twice, the doors open once.
    expect(workingTime(night, '2026-03-08T05:00:00Z', '2026-03-08T12:00:00Z').ms).toBe(30 * 60_000)
    expect(workingTime(night, '2026-11-01T04:00:00Z', '2026-11-01T12:00:00Z').ms).toBe(120 * 60_000)
    const swallowed = calendarOf({ zone: 'America/New_York', week: officeWeek.map(() => [{ from: '02:10', to: '02:50' }]) })
    expect(nextOpening(swallowed, '2026-03-08T05:00:00Z').at).toBe('2026-03-09T06:10:00.000Z')
    expect(nextWorkingClock(alwaysOpen('America/New_York'), '2026-03-08T06:00:00Z', '02:30').at).toBe('2026-03-08T07:00:00.000Z')
  })
})

const minute = 60_000
/** Whether a calendar is open in a minute, by a clock that is walked minute by minute and never turned back. */
const openMinutes = (calendar: WorkingCalendar, from: number, count: number): boolean[] => {
  let latest = 0
  const shown = (instant: number) => {
    const { year, month, day, hour, minute: past } = wallTimeAt(instant, calendar.zone)
    return Date.UTC(year, month - 1, day, hour, past)
  }
  for (let at = from - 1440 * minute; at < from; at += minute) latest = Math.max(latest, shown(at))
  return Array.from({ length: count }, (_, at) => {
    latest = Math.max(latest, shown(from + at * minute))
    const seen = new Date(latest)
    const clock = seen.getUTCHours() * 60 + seen.getUTCMinutes()
    return hoursOn(calendar, seen.toISOString().slice(0, 10)).some(
      (span) => minuteOf(span.from) <= clock && clock < minuteOf(span.to),
    )
  })
}

// Around a change of clocks, or none: forwards, backwards, at midnight, of half an hour, a whole day that is skipped.
const places: readonly (readonly [zone: string, around: string])[] = [
  ['Asia/Shanghai', '2026-02-14'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Asia/Beirut', '2024-03-31'],
  ['America/Havana', '2026-11-01'],
  ['America/St_Johns', '2010-11-07'],
  ['Pacific/Apia', '2011-12-30'],
]
const clockText = (past: number): string =>
  `${String(Math.floor(past / 60)).padStart(2, '0')}:${String(past % 60).padStart(2, '0')}`
const spans = fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { maxLength: 6 }).map((minutes) => {
  const sorted = minutes.toSorted((a, b) => a - b)
  return sorted.flatMap((from, at) => {
    const to = sorted[at + 1]
    return at % 2 === 0 && to !== undefined ? [{ from: clockText(from), to: clockText(to) }] : []
  })
})
const scenes = fc
  .record({
    place: fc.constantFrom(...places),
    week: fc.array(spans, { minLength: 7, maxLength: 7 }),
    holidays: fc.array(fc.record({ ahead: fc.integer({ min: -1, max: 3 }), working: fc.boolean(), hours: spans }), {
      maxLength: 2,
    }),
    start: fc.integer({ min: 0, max: 2 * 1440 }),
    length: fc.integer({ min: 0, max: 2 * 1440 }),
  })
  .map(({ place: [zone, around], holidays, start, ...rest }) => {
    const day = Date.parse(`${around}T00:00:00Z`)
    const days = holidays.map(({ ahead, ...one }) => ({
      ...one,
      name: 'x',
      date: new Date(day + ahead * 86_400_000).toISOString().slice(0, 10),
    }))
    return {
      ...rest,
      from: day - 1440 * minute + start * minute,
      calendar: calendarOf({ zone, week: rest.week, holidays: days }),
    }
  })
const iso = (instant: number) => new Date(instant).toISOString()

describe('working time, against a count minute by minute', () => {
  it('is the minutes in which the calendar is open', () =>
    fc.assert(
      fc.property(scenes, ({ calendar, from, length }) => {
        const open = openMinutes(calendar, from, length)
        expect(workingTime(calendar, iso(from), iso(from + length * minute)).ms).toBe(open.filter(Boolean).length * minute)
        for (const at of [0, Math.floor(length / 2), length - 1])
          if (at >= 0 && at < length) expect(isOpenAt(calendar, iso(from + at * minute))).toBe(open[at])
      }),
      { numRuns: 200 },
    ))
  it('counts what lies past the midnight over which a clock goes back', () => {
    const calendar = calendarOf({
      zone: 'America/St_Johns',
      week: week([], [], [], [], [], [], [{ from: '00:00', to: '00:01' }]),
    })
    const [from, to] = [Date.parse('2010-11-06T12:00:00Z'), Date.parse('2010-11-07T02:45:00Z')]
    const open = openMinutes(calendar, from, (to - from) / minute).filter(Boolean).length
    expect(open).toBeGreaterThan(0)
    expect(workingTime(calendar, iso(from), iso(to)).ms).toBe(open * minute)
    expect(addWorkingMinutes(calendar, iso(to), -1).at).toBe('2010-11-07T02:30:00.000Z')
    const longer = calendarOf({
      zone: 'America/St_Johns',
      week: week([], [], [], [], [], [], [{ from: '00:00', to: '00:15' }]),
    })
    for (const at of ['02:30', '02:45', '03:44']) expect(isOpenAt(longer, `2010-11-07T${at}:00.000Z`)).toBe(true)
    for (const at of ['02:29', '03:45']) expect(isOpenAt(longer, `2010-11-07T${at}:00.000Z`)).toBe(false)
  })
  it('is added forwards and back, and what was added is what lies between', () =>
    fc.assert(
      fc.property(scenes, fc.integer({ min: 1, max: 600 }), ({ calendar, from }, minutes) => {
        const open = openMinutes(calendar, from, 3 * 1440)
        let left = minutes
        const end = open.findIndex((one) => one && --left === 0)
        if (end === -1) return
        const to = iso(from + (end + 1) * minute)
        expect(addWorkingMinutes(calendar, iso(from), minutes).at).toBe(to)
        const back = addWorkingMs(calendar, to, -minutes * minute).at
        expect(workingTime(calendar, back, to).ms).toBe(minutes * minute)
        expect(isOpenAt(calendar, back)).toBe(true)
      }),
      { numRuns: 200 },
    ))
  it('opens next where the first open minute is', () =>
    fc.assert(
      fc.property(scenes, ({ calendar, from }) => {
        const next = openMinutes(calendar, from, 3 * 1440).indexOf(true)
        if (next !== -1) expect(nextOpening(calendar, iso(from)).at).toBe(iso(from + next * minute))
      }),
      { numRuns: 200 },
    ))
})

it('spans of a day run forwards, one after the other, within the day', () => {
  expect(spansProblem(office)).toBeNull()
  expect(spansProblem([{ from: '00:00', to: '24:00' }])).toBeNull()
  expect(spansProblem([{ from: '22:00', to: '06:00' }])).toBe('calendar.span_over_midnight')
  expect(spansProblem([{ from: '09:00', to: '09:00' }])).toBe('calendar.span_over_midnight')
  expect(spansProblem([{ from: '9:00', to: '12:00' }])).toBe('calendar.span_shape')
  expect(spansProblem([{ from: '24:00', to: '24:00' }])).toBe('calendar.span_shape')
  expect(spansProblem([office[1], office[0]] as Span[])).toBe('calendar.spans_overlap')
  expect(spansProblem(Array.from({ length: 9 }, (_, at) => ({ from: `0${at}:00`, to: `0${at}:30` })))).toBe('calendar.spans_many')
})
