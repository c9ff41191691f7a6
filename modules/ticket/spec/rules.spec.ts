import { alwaysOpen, type Span, type WorkingCalendar, workingTime } from '@lianke/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockOf } from '../rules/clock.rule.ts'
import { begun, counted, milestonesOf, phaseOf, serviceState, turned } from '../rules/service-clock.rule.ts'
import { raisedFrom } from '../rules/raised-priority.rule.ts'
import { type ServiceLevel, targetOf } from '../rules/service-level.rule.ts'

const now = '2026-06-01T00:00:00.000Z'
const told = '2026-01-01T00:00:00.000Z'
const of = (row: object, before: object | null) => clockOf({ row, before, now } as never)

describe('what follows from the state of a ticket', () => {
  it('is solved when it is solved or closed, and not any more when it is opened again', () => {
    expect(of({ status: 'resolved' }, { status: 'assigned' })).toEqual({ resolved_at: now, closed_at: null })
    expect(of({ status: 'closed', resolved_at: told }, { status: 'resolved' })).toEqual({ resolved_at: told, closed_at: now })
    expect(of({ status: 'assigned', resolved_at: told, closed_at: told }, { status: 'closed' })).toEqual({
      resolved_at: null,
      closed_at: null,
    })
  })
  it('was solved then, for one that is brought closed', () => {
    expect(of({ status: 'closed', closed_at: told }, null)).toEqual({ resolved_at: told, closed_at: told })
  })
})

const office: readonly Span[] = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
]
const company: WorkingCalendar = {
  name: '公司',
  zone: 'Asia/Shanghai',
  week: [office, office, office, office, office, [], []],
  days: new Map([['2026-02-16', { date: '2026-02-16', name: '春节', working: false }]]),
  years: new Set([2026]),
}
const level: ServiceLevel = {
  low: { respond: 480, resolve: 2400 },
  normal: { respond: 240, resolve: 960 },
  high: { respond: 60, resolve: 480 },
  urgent: { respond: 15, resolve: 120, always: true },
}
const target = (priority: string) => targetOf(level, priority, company)
const friday = '2026-02-13T08:00:00.000Z' // 16:00

/** A ticket that lives through turns, as the write path does it. */
const live = (priority: string, opened: string) => {
  let row: Record<string, unknown> = { status: 'open', priority }
  row = { ...row, ...begun(row, target(priority), opened) }
  const turn = (at: string, change: Record<string, unknown>) => {
    const after = { ...row, ...change }
    row = { ...after, ...turned({ row: after, before: row, target: targetOf(level, after.priority, company), now: at }) }
    return row
  }
  return { turn, row: () => row, state: (at: string) => serviceState(row, targetOf(level, row.priority, company), at) }
}

describe('the clock of a ticket', () => {
  it('counts working time, and day and night where the priority says so', () => {
    const one = live('normal', friday).row()
    // Two hours on Friday, two after the holiday on Tuesday.
    expect(one).toMatchObject({
      respond_by: '2026-02-17T03:00:00.000Z',
      resolve_by: '2026-02-18T08:00:00.000Z',
      without_years: null,
    })
    expect(live('urgent', friday).row()).toMatchObject({
      respond_by: '2026-02-13T08:15:00.000Z',
      resolve_by: '2026-02-13T10:00:00.000Z',
    })
    expect(targetOf(level, 'urgent', company).calendar).toBe(alwaysOpen('Asia/Shanghai'))
    expect(live('normal', '2026-12-31T09:00:00.000Z').row()).toMatchObject({ without_years: '2027' })
  })
  it('stands while the customer is waited for, and keeps what it stood for', () => {
    const ticket = live('high', friday)
    ticket.turn('2026-02-13T09:00:00.000Z', { status: 'waiting', responded_at: '2026-02-13T08:30:00.000Z' })
    expect(ticket.state('2026-03-01T00:00:00.000Z')).toEqual({
      service: 'paused',
      due_at: null,
      alert_at: null,
      counted_by: null,
    })
    const back = ticket.turn('2026-02-17T02:00:00.000Z', { status: 'assigned' })
    // Seven of eight hours were left: on from Tuesday 10:00 to 18:00, lunch left out.
    expect(back).toMatchObject({
      resolve_by: '2026-02-17T10:00:00.000Z',
      paused_at: null,
      paused_minutes: 120,
      pauses: [{ from: '2026-02-13T09:00:00.000Z', to: '2026-02-17T02:00:00.000Z', minutes: 120 }],
    })
    expect(phaseOf(back.status)).toBe('running')
  })
  it('does not come back to life by a pause after it was missed', () => {
    const ticket = live('urgent', friday)
    ticket.turn('2026-02-13T11:00:00.000Z', { status: 'waiting' })
    expect(ticket.state('2026-02-13T12:00:00.000Z').service).toBe('late')
    expect(ticket.turn('2026-02-14T11:00:00.000Z', { status: 'assigned' })).toMatchObject({
      resolve_by: '2026-02-13T10:00:00.000Z',
    })
  })
  it('follows the priority from its latest start, pauses counted', () => {
    const ticket = live('high', friday)
    ticket.turn('2026-02-13T09:00:00.000Z', { status: 'waiting' })
    ticket.turn('2026-02-17T02:00:00.000Z', { status: 'assigned' })
    expect(ticket.turn('2026-02-17T03:00:00.000Z', { priority: 'normal' })).toMatchObject({
      resolve_by: '2026-02-18T10:00:00.000Z',
    })
    expect(ticket.turn('2026-02-17T03:30:00.000Z', { priority: 'high' })).toMatchObject({
      resolve_by: '2026-02-17T10:00:00.000Z',
    })
  })
  it('begins anew when it is opened again; what is finished is not hurried', () => {
    const ticket = live('high', friday)
    ticket.turn('2026-02-13T09:00:00.000Z', { status: 'resolved', responded_at: '2026-02-13T08:30:00.000Z' })
    expect(ticket.turn('2026-02-13T09:30:00.000Z', { priority: 'low' })).toMatchObject({ resolve_by: '2026-02-17T08:00:00.000Z' })
    ticket.turn('2026-02-18T01:00:00.000Z', { status: 'assigned', priority: 'high' })
    expect(ticket.row()).toMatchObject({ clock_from: '2026-02-18T01:00:00.000Z', resolve_by: '2026-02-18T10:00:00.000Z' })
  })
  it('is counted again by a calendar that has changed; what was brought stays', () => {
    const shut = {
      ...company,
      days: new Map([...company.days, ['2026-02-17', { date: '2026-02-17', name: '春节', working: false }]]),
    }
    const row = live('normal', friday).row()
    expect(counted(row, targetOf(level, 'normal', shut))).toMatchObject({ respond_by: '2026-02-18T03:00:00.000Z' })
    const brought = begun({ status: 'open', resolve_by: told }, target('normal'), now)
    expect(brought).toMatchObject({ resolve_by: told, clock_from: null })
    expect(counted({ ...brought }, target('normal'))).toEqual({})
  })
  it('is near when a quarter is left, late afterwards, and met or missed in the end', () => {
    const ticket = live('high', friday)
    expect(ticket.state(friday)).toMatchObject({
      service: 'running',
      due_at: '2026-02-13T09:00:00.000Z',
      alert_at: '2026-02-13T08:45:00.000Z',
    })
    expect(ticket.state('2026-02-13T08:45:00.000Z')).toMatchObject({ service: 'near', alert_at: '2026-02-13T09:00:00.000Z' })
    expect(ticket.state('2026-02-13T09:00:00.000Z')).toMatchObject({ service: 'late', alert_at: '2026-02-17T06:00:00.000Z' })
    ticket.turn('2026-02-13T09:10:00.000Z', { responded_at: '2026-02-13T09:10:00.000Z' })
    expect(ticket.state('2026-02-13T09:10:00.000Z')).toMatchObject({ service: 'running', due_at: '2026-02-17T08:00:00.000Z' })
    expect(milestonesOf(ticket.row(), target('high')).map(({ what }) => what)).toEqual(['resolve_near', 'resolve_missed'])
    ticket.turn('2026-02-13T09:20:00.000Z', { status: 'resolved', resolved_at: '2026-02-13T09:20:00.000Z' })
    expect(ticket.state(now)).toMatchObject({ service: 'missed', due_at: null, alert_at: null })
  })
  it('gives back in full what any pauses took: the working time outside them is the target', () => {
    const moments = fc
      .uniqueArray(fc.integer({ min: 1, max: 3 * 1440 }), { maxLength: 8 })
      .map((all) => all.toSorted((a, b) => a - b))
    const at = (minute: number) => new Date(Date.parse(friday) + minute * 60_000).toISOString()
    fc.assert(
      fc.property(moments, (minutes) => {
        const ticket = live('normal', friday)
        for (const [turn, minute] of minutes.entries())
          ticket.turn(at(minute), { status: turn % 2 === 0 ? 'waiting' : 'assigned' })
        if (minutes.length % 2 === 1) ticket.turn(at(3 * 1440 + 1), { status: 'assigned' })
        const row = ticket.row()
        const by = String(row.resolve_by)
        const passed = ((row.pauses ?? []) as { from: string; to: string }[]).filter(({ from }) => from < by)
        const waited = passed.reduce((sum, { from, to }) => sum + workingTime(company, from, to < by ? to : by).ms, 0)
        expect(workingTime(company, friday, by).ms - waited).toBe(level.normal.resolve * 60_000)
        expect(counted(row, target('normal')).resolve_by).toBe(by)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a level up', () => {
  it('is the next one, and none above the highest', () => {
    expect(['low', 'normal', 'high', 'urgent', null].map(raisedFrom)).toEqual(['normal', 'high', 'urgent', null, null])
  })
})
