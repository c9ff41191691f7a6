import { readFileSync } from 'node:fs'
import { addWorkingMinutes, isOpenAt, type JobWork, type UnitOfWork } from '@lianke/kernel'
import { refused, scoped, testTenant, type TestTenant } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calendarsOfStaff } from '../contract.ts'
import { keepYearsJob } from '../jobs/keep-years.job.ts'
import { organisationModule } from '../module.ts'
import { onCalendarKept } from '../reactions/on-calendar-kept.reaction.ts'
import { chinaHolidays } from '../rules/china-holidays.rule.ts'
import { daysProblem } from '../rules/calendar-days.rule.ts'
import { weekProblem } from '../rules/calendar-hours.rule.ts'
import { firstCalendar } from '../rules/first-calendar.rule.ts'
import { readHolidayFile, withFile } from '../rules/holiday-file.rule.ts'
import { wantedYears } from '../rules/wanted-years.rule.ts'

let tenant: TestTenant
let keeper: Awaited<ReturnType<TestTenant['staff']>>
const office = [{ from: '09:00', to: '18:00' }]
const weekdays = [office, office, office, office, office, [], []]
const make = (values: Record<string, unknown>) =>
  tenant.as(keeper, (work) => work.records.create('organisation.calendar', { week: weekdays, ...values }))
const run = <O>(command: string, input: unknown) => tenant.as(keeper, (work) => work.run<O>(command, input))
const problem = async (work: Promise<unknown>) => (await refused(work)).problems[0]
const calendarNow = <T>(ask: (calendars: Awaited<ReturnType<UnitOfWork['calendars']>>) => T) =>
  tenant.system(async (work) => ask(await work.calendars()))
const yearsOf = (calendar: string) =>
  tenant.system(
    async (work) =>
      (
        await work.records.list('organisation.calendar_year', {
          filter: { field: 'calendar', op: 'eq', value: calendar },
          sort: ['year'],
        })
      ).data,
  )
const file = (year: number): unknown => JSON.parse(readFileSync(`${import.meta.dirname}/../holidays/china/${year}.json`, 'utf8'))

beforeAll(async () => {
  tenant = await testTenant({ modules: [organisationModule] })
  keeper = await tenant.staff({ name: '管理员', objects: { '*': scoped('all') }, rights: ['*'] })
})
afterAll(() => tenant?.close())

describe('a working calendar', () => {
  it('is needed by nobody: without one a company never closes', async () => {
    expect(await calendarNow(({ usual }) => isOpenAt(usual, '2026-01-01T16:00:00Z'))).toBe(true)
  })
  it('is refused with what is wrong with its hours', async () => {
    expect(weekProblem(weekdays, 'Asia/Shanghai')).toBeNull()
    expect(weekProblem([[], [...office, ...office]], null)).toEqual({
      path: '/week/1',
      code: 'calendar.spans_overlap',
      params: { weekday: 2 },
    })
    const wrong = async (spans: unknown) => (await problem(make({ name: 'x', week: [spans, [], [], [], [], [], []] })))?.code
    expect(await wrong([{ from: '22:00', to: '06:00' }])).toBe('calendar.span_over_midnight')
    expect(await wrong([{ from: '9', to: '18:00' }])).toBe('calendar.span_shape')
    expect(await wrong([])).toBe('calendar.no_hours')
    expect(await problem(make({ name: 'x', zone: 'Asia/Beijing' }))).toMatchObject({
      path: '/zone',
      code: 'calendar.unknown_zone',
    })
  })
  it('is kept by whoever may set up the company, and seen by everybody', async () => {
    const seller = await tenant.staff({ name: '王小明', objects: { '*': scoped('all') } })
    const asked = tenant.as(seller, (work) => work.records.create('organisation.calendar', { name: 'y', week: weekdays }))
    expect(await problem(asked)).toMatchObject({ code: 'access.right_needed' })
    const { id } = await make({ name: '人人可见' })
    expect((await tenant.as(seller, (work) => work.records.get('organisation.calendar', id))).name).toBe('人人可见')
  })
  it('is the company’s own by an act, one at a time, and stays while it is', async () => {
    const [one, two] = [await make({ name: '一' }), await make({ name: '二', zone: 'Europe/London' })]
    await run('calendar.make_usual', { id: one.id })
    await run('calendar.make_usual', { id: two.id })
    expect(await calendarNow(({ usual }) => [usual.name, usual.zone])).toEqual(['二', 'Europe/London'])
    expect(await calendarNow(({ of }) => [of(one.id).name, of(null).name, of(one.id).zone])).toEqual([
      '一',
      '二',
      'Asia/Shanghai',
    ])
    expect((await refused(run('calendar.remove', { id: two.id }))).code).toBe('calendar.is_usual')
    await run('calendar.make_usual', { id: one.id })
    await run('calendar.remove', { id: two.id })
  })
})

describe('the holidays of a calendar', () => {
  it('are those that the product brings, from the moment it keeps them', async () => {
    const { id } = await make({ name: '法定', holidays: 'china' })
    await tenant.system((work) => onCalendarKept.run(work, { id: 'f', record: id, after: { holidays: 'china' } } as never))
    expect((await yearsOf(id)).map(({ year }) => year)).toEqual([2023, 2024, 2025, 2026])
    // 14 February 2026 is a Saturday on which one works, the 16th a Monday on which one does not.
    expect(await calendarNow(({ of }) => isOpenAt(of(id), '2026-02-14T02:00:00Z'))).toBe(true)
    expect(await calendarNow(({ of }) => isOpenAt(of(id), '2026-02-16T02:00:00Z'))).toBe(false)
    expect(await calendarNow(({ of }) => addWorkingMinutes(of(id), '2026-12-31T09:00:00Z', 120).without)).toEqual([2027])
    // Who only reads (an engine, a page) sees the same calendar.
    const reading = await tenant.platform.reading(tenant.id, { kind: 'system', id: 'test' })
    expect(isOpenAt((await reading.calendars()).of(id), '2026-02-16T02:00:00Z')).toBe(false)
  })
  it('are imported year by year; an empty file is taken and the year still says that it is missing', async () => {
    const { id } = await make({ name: '导入', holidays: 'china' })
    const days = await run<{ days: number }>('calendar.import_year', { id, file: file(2025) })
    expect(days).toEqual({ year: 2025, days: chinaHolidays.find(({ year }) => year === 2025)?.days.length })
    expect(await run('calendar.import_year', { id, file: { year: 2027, papers: [], days: [] } })).toEqual({ year: 2027, days: 0 })
    expect(await calendarNow(({ of }) => [...(of(id).years ?? [])])).toEqual([2025])
    expect(await problem(run('calendar.import_year', { id, file: { days: [] } }))).toMatchObject({
      code: 'calendar.not_a_year_file',
    })
    const stray = { year: 2027, days: [{ name: '元旦', date: '2026-05-01', isOffDay: true }] }
    expect(await problem(run('calendar.import_year', { id, file: stray }))).toMatchObject({
      code: 'calendar.day_of_another_year',
    })
    await run('calendar.take_year', { id, year: 2026 })
    expect((await refused(run('calendar.take_year', { id, year: 2027 }))).code).toBe('calendar.year_not_in_product')
    const none = await make({ name: '不放假' })
    expect((await refused(run('calendar.take_year', { id: none.id, year: 2026 }))).code).toBe('calendar.keeps_no_holidays')
  })
  it('that somebody wrote here stay when a file comes', () => {
    const kept = [
      { date: '2026-01-02', name: '年会', working: true, own: true },
      { date: '2026-01-05', name: '旧的', working: false },
    ]
    const came = [
      { date: '2026-01-01', name: '元旦', working: false },
      { date: '2026-01-02', name: '元旦', working: false },
    ]
    expect(withFile(kept, came)).toEqual([came[0], kept[0]])
  })
  it('are days of their year, each once, with a name', () => {
    const day = { date: '2026-05-01', name: '劳动节', working: false }
    const code = (...days: (typeof day & { hours?: { from: string; to: string }[] })[]) => daysProblem(2026, days)?.code
    expect(code(day)).toBeUndefined()
    expect(code({ ...day, date: '2026-02-30' })).toBe('calendar.no_such_day')
    expect(code(day, day)).toBe('calendar.day_twice')
    expect(code({ ...day, name: ' ' })).toBe('calendar.day_without_name')
    expect(code({ ...day, hours: [{ from: '12:00', to: '10:00' }] })).toBe('calendar.span_over_midnight')
    expect(readHolidayFile({ year: 2026, days: 'none' })).toBeNull()
  })
  it('of a year that comes are asked for in time, once, of whoever keeps the calendar', async () => {
    expect(wantedYears('2026-11-30T15:00:00Z', 'Asia/Shanghai')).toEqual([2026])
    expect(wantedYears('2026-11-30T17:00:00Z', 'Asia/Shanghai')).toEqual([2026, 2027])
    const { id } = await make({ name: '自己维护', holidays: 'own' })
    const job = {
      tenant: tenant.id,
      signal: new AbortController().signal,
      transaction: (work: (work: UnitOfWork) => Promise<unknown>) => tenant.system(work),
      progress: async () => undefined,
    } as unknown as JobWork
    await keepYearsJob.run(job, {})
    await keepYearsJob.run(job, {})
    const told = await tenant.system((work) =>
      work.sql<{ payload: Record<string, unknown> }>(
        `select payload from fact where name = 'calendar.year_missing' and record = $1 and payload ->> 'year' = $2`,
        [id, String(new Date().getFullYear())],
      ),
    )
    expect(told.map(({ payload }) => payload.staff)).toEqual([keeper.id])
  })
})

it('colleagues work by their own calendar, else their department’s or one above it, else the company’s', async () => {
  const [own, house] = [await make({ name: '夜班' }), await make({ name: '门店' })]
  const top = await tenant.department('门店')
  const below = await tenant.department('一店', top)
  await tenant.system((work) => work.records.update('organisation.department', top, { calendar: house.id }))
  const staff = (more: Record<string, unknown>) =>
    tenant.system((work) => work.records.create('organisation.staff', { name: '员工', ...more }))
  const [mine, theirs, none] = [
    await staff({ calendar: own.id, department: below }),
    await staff({ department: below }),
    await staff({}),
  ]
  const names = await tenant.system(async (work) => {
    const of = await calendarsOfStaff(work, [mine.id, theirs.id, none.id])
    return [of(mine.id).name, of(theirs.id).name, of(none.id).name]
  })
  expect(names).toEqual(['夜班', '门店', '一'])
})

it('a company starts with office hours, in China with the public holidays', () => {
  expect(firstCalendar('zh-CN')).toMatchObject({ name: '公司日历', holidays: 'china', usual: true })
  expect(firstCalendar('en')).toMatchObject({ holidays: 'none' })
})
