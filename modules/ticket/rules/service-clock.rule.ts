import { addWorkingMinutes, addWorkingMs, listIn, textIn, textsIn, workingTime } from '@lianke/kernel'
import type { targetOf } from './service-level.rule.ts'

type Target = ReturnType<typeof targetOf>
type Loose = Readonly<Record<string, unknown>>

/** A time in which the clock stood because the next word was the customer's. */
interface Pause {
  readonly from: string
  readonly to: string
  /** Working time that lay in it. */
  readonly minutes: number
}
const pausesMax = 200
/** The pauses that a ticket's field holds. */
export const pausesIn = (value: unknown): readonly Pause[] =>
  listIn(value, ({ from, to, minutes }) =>
    typeof from === 'string' && typeof to === 'string' ? { from, to, minutes: Number(minutes ?? 0) } : null,
  )

/** What the clock keeps in a ticket. */
export const clockFields = [
  'opened_at',
  'clock_from',
  'respond_by',
  'resolve_by',
  'paused_at',
  'paused_minutes',
  'pauses',
  'without_years',
] as const satisfies readonly (keyof Clock)[]
interface Clock {
  readonly opened_at?: string
  readonly clock_from?: string | null
  readonly respond_by?: string
  readonly resolve_by?: string
  readonly paused_at?: string | null
  readonly paused_minutes?: number
  readonly pauses?: readonly Pause[]
  readonly without_years?: string | null
}

type Phase = 'running' | 'waiting' | 'finished'
export const phaseOf = (status: unknown): Phase =>
  status === 'waiting' ? 'waiting' : status === 'resolved' || status === 'closed' ? 'finished' : 'running'

const years = (...lists: readonly (readonly unknown[])[]): string | null =>
  [...new Set(lists.flat().map(String))]
    .filter((year) => year !== '')
    .sort()
    .join(' ') || null
const yearsIn = (row: Loose): readonly string[] => (textIn(row.without_years) ?? '').split(' ')

/** A deadline as it stands: from the latest start, so much working time, and moved by every pause since. */
const deadlineFrom = (start: string, minutes: number, row: Loose, calendar: Target['calendar']) => {
  const first = addWorkingMinutes(calendar, start, minutes)
  return pausesIn(row.pauses)
    .filter(({ from }) => from >= start)
    .reduce((by, pause) => {
      const moved = movedBy(by.at, pause, calendar)
      return { at: moved.at, without: [...by.without, ...moved.without] }
    }, first)
}

/**
 * A deadline after a pause: what was left when it began is left when it ends. One that had passed stays passed, and seconds move nothing: the
 * end of a day would become the next morning.
 */
const movedBy = (by: string, { from, to, minutes }: Pause, calendar: Target['calendar']) =>
  by <= from || minutes === 0 ? { at: by, without: [] } : addWorkingMs(calendar, to, workingTime(calendar, from, by).ms)

/** The clock of a new ticket; deadlines that somebody brought stay, and are then nobody's to count again. */
export const begun = (row: Loose, target: Target, now: string): Clock => {
  const from = textIn(row.opened_at) ?? textIn(row.created_at) ?? now
  const respond = addWorkingMinutes(target.calendar, from, target.respond)
  const resolve = addWorkingMinutes(target.calendar, from, target.resolve)
  const told = textIn(row.resolve_by) !== null
  return {
    opened_at: from,
    clock_from: told ? null : from,
    respond_by: textIn(row.respond_by) ?? respond.at,
    resolve_by: textIn(row.resolve_by) ?? resolve.at,
    without_years: told ? null : years(resolve.without),
    ...(phaseOf(row.status) === 'waiting' ? { paused_at: textIn(row.paused_at) ?? now } : {}),
  }
}

/** Deadlines counted again from the latest start: the priority has changed, or the calendar has. What was brought with a ticket stays. */
export const counted = (row: Loose, target: Target): Clock => {
  const start = textIn(row.clock_from)
  if (start === null) return {}
  const opened = textIn(row.opened_at) ?? start
  const [respond, resolve] = [
    deadlineFrom(opened, target.respond, row, target.calendar),
    deadlineFrom(start, target.resolve, row, target.calendar),
  ]
  return {
    ...(row.responded_at ? {} : { respond_by: respond.at }),
    resolve_by: resolve.at,
    without_years: years(resolve.without, row.responded_at ? [] : respond.without),
  }
}

const ended = (row: Loose, { calendar }: Target, now: string): Clock => {
  const from = textIn(row.paused_at)
  if (from === null) return {}
  const pause = { from, to: now, minutes: Math.round(workingTime(calendar, from, now).ms / 60_000) }
  const [respond, resolve] = [textIn(row.respond_by), textIn(row.resolve_by)]
  const moved = { respond: respond && movedBy(respond, pause, calendar), resolve: resolve && movedBy(resolve, pause, calendar) }
  return {
    paused_at: null,
    paused_minutes: Number(row.paused_minutes ?? 0) + pause.minutes,
    pauses: [...pausesIn(row.pauses), pause].slice(-pausesMax),
    ...(moved.respond && !row.responded_at ? { respond_by: moved.respond.at } : {}),
    ...(moved.resolve ? { resolve_by: moved.resolve.at } : {}),
    without_years: years(yearsIn(row), moved.resolve ? moved.resolve.without : []),
  }
}

const reopened = (row: Loose, { calendar, resolve }: Target, now: string): Clock => {
  const by = addWorkingMinutes(calendar, now, resolve)
  return { clock_from: now, resolve_by: by.at, without_years: years(by.without) }
}

/** What the clock of a ticket does when its state, its priority or the calendar it is counted by (`moved`) changes. */
export const turned = ({
  row,
  before,
  target,
  now,
  moved = false,
}: {
  readonly row: Loose
  readonly before: Loose
  readonly target: Target
  readonly now: string
  readonly moved?: boolean
}): Clock => {
  const [from, to] = [phaseOf(before.status), phaseOf(row.status)]
  const clock: Clock = {
    ...(from === 'waiting' && to !== 'waiting' ? ended(row, target, now) : {}),
    ...(from !== 'waiting' && to === 'waiting' ? { paused_at: now } : {}),
    ...(from === 'finished' && to !== 'finished' ? reopened(row, target, now) : {}),
  }
  const hurried = (row.priority !== before.priority || moved) && from !== 'finished' && to !== 'finished'
  return hurried ? { ...clock, ...counted({ ...row, ...clock }, target) } : clock
}

/** How a ticket stands by its clock, what is due next, and when somebody is to be told of it. */
interface ServiceState {
  readonly service: 'running' | 'near' | 'late' | 'paused' | 'met' | 'missed'
  readonly due_at: string | null
  readonly alert_at: string | null
  readonly counted_by: string | null
}
/** What somebody is told of, and when. */
type Milestone = 'respond_near' | 'respond_missed' | 'resolve_near' | 'resolve_missed'

/** What a ticket is counted by that is counted day and night. */
const dayAndNight = 'always'
/** A deadline is near when a quarter of its time is left. */
const nearShare = 0.25

/** What is still to be told of a ticket, in order; nothing of one that waits or is finished. */
export const milestonesOf = (row: Loose, target: Target): readonly { readonly at: string; readonly what: Milestone }[] => {
  if (phaseOf(row.status) !== 'running') return []
  const of = (by: string | null, minutes: number, near: Milestone, missed: Milestone) =>
    by === null
      ? []
      : [
          { at: addWorkingMinutes(target.calendar, by, -minutes * nearShare).at, what: near },
          { at: by, what: missed },
        ]
  return [
    ...of(row.responded_at ? null : textIn(row.respond_by), target.respond, 'respond_near', 'respond_missed'),
    ...of(textIn(row.resolve_by), target.resolve, 'resolve_near', 'resolve_missed'),
  ].toSorted((a, b) => (a.at < b.at ? -1 : 1))
}

const isMissed = (row: Loose, at: string): boolean => {
  const [respond, resolve] = [textIn(row.respond_by), textIn(row.resolve_by)]
  const answered = textIn(row.responded_at) ?? at
  return (respond !== null && answered > respond) || (resolve !== null && at > resolve)
}

/** How a ticket stands by its clock at a moment. */
export const serviceState = (row: Loose, target: Target, now: string): ServiceState => ({
  ...standing(row, target, now),
  counted_by: target.always ? dayAndNight : (target.calendar.id ?? null),
})

const standing = (row: Loose, target: Target, now: string): Omit<ServiceState, 'counted_by'> => {
  const phase = phaseOf(row.status)
  if (phase === 'finished') {
    const at = textIn(row.resolved_at) ?? textIn(row.closed_at) ?? now
    return { service: isMissed(row, at) ? 'missed' : 'met', due_at: null, alert_at: null }
  }
  if (phase === 'waiting') {
    const stood = textIn(row.paused_at) ?? now
    return { service: isMissed(row, stood) ? 'late' : 'paused', due_at: null, alert_at: null }
  }
  const ahead = milestonesOf(row, target)
  const due = textsIn([row.responded_at ? null : row.respond_by, row.resolve_by]).toSorted()[0] ?? null
  const passed = ahead.filter(({ at }) => at <= now)
  const late = passed.some(({ what }) => what.endsWith('_missed'))
  const service = late ? 'late' : passed.length > 0 ? 'near' : 'running'
  return { service, due_at: due, alert_at: ahead.find(({ at }) => at > now)?.at ?? null }
}
