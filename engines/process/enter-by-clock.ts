import type { WorkingCalendar } from '@lianke/kernel'
import { dueRecords, tellFacts, type Transaction } from '@lianke/platform'
import { actor, type MoveGiven } from './move-given.ts'
import { asksCalendar, type ClockTrigger, dueDates, dueTick, type Tick, tickAfter } from './rules/clock.rule.ts'
import { faultIn } from './rules/fault.rule.ts'
import { type ClockRow, claimClock, writeClock } from './statements/clock.statement.ts'
import { enterRuns, type LiveVersion } from './statements/enter-runs.statement.ts'
import { stopProcess } from './stop-process.ts'
import { enteredFact, factsOf } from './tell-runs.ts'

const recordsPerTurnMax = 1000

/** The tick that is being worked goes on; else the next that has come. */
const tickOf = (
  trigger: ClockTrigger,
  clock: ClockRow,
  { now, zone }: MoveGiven,
  calendar: WorkingCalendar | null,
): Tick | null => {
  const { until } = clock
  if (clock.tick === null) return dueTick(trigger, { until, now }, zone, calendar)
  const again = dueTick(trigger, { until, now: clock.tick }, zone, calendar)
  return again?.at === clock.tick ? again : { at: clock.tick, day: again?.day ?? null }
}

/** Records that a tick means, the next thousand of them. */
const recordsOf = (
  tx: Transaction,
  given: MoveGiven,
  { version, trigger, clock, tick }: { version: LiveVersion; trigger: ClockTrigger; clock: ClockRow; tick: Tick },
) =>
  tx.attempt(() =>
    dueRecords(tx, given, {
      object: version.subject_object,
      filter: version.condition,
      after: clock.after,
      limit: recordsPerTurnMax,
      ...(trigger.on === 'date' ? { on: { field: trigger.field, dates: dueDates(trigger, tick, clock.until, given.zone) } } : {}),
    }),
  )

/**
 * Starts the runs that the clock means: of one definition the next thousand records. How far it came stands beside the runs, in one transaction, so
 * that a tick begins each run once whatever falls in between. Answers whether there was one to be worked.
 */
export const enterByClock = async (tx: Transaction, given: MoveGiven): Promise<boolean> => {
  const claimed = await claimClock(tx, given.now)
  if (!claimed) return false
  const { trigger, process } = claimed
  if (trigger.on !== 'date' && trigger.on !== 'schedule') return false
  const calendar = asksCalendar(trigger) ? await given.inWork(async (work) => (await work.calendars()).usual, new Map()) : null
  const tick = tickOf(trigger, claimed, given, calendar)
  const rest = (until: string) =>
    writeClock(tx, process, {
      until,
      tick: null,
      after: null,
      next_at: tickAfter(trigger, until, given.zone, calendar)?.at ?? null,
    })
  if (!tick) {
    await rest(claimed.until)
    return false
  }
  try {
    const { records, last } = await recordsOf(tx, given, { version: claimed, trigger, clock: claimed, tick })
    const key = claimed.reentry.mode === 'once' ? 'once' : `clock:${tick.day ?? tick.at}`
    const entered = await enterRuns(
      (text, values) => tx.query({ text, values }),
      records.map(({ id, person }) => ({ version: claimed, subject: id, person, key, cause: null, hops: 0 })),
      given.now,
    )
    await tellFacts(tx, factsOf(given, entered, enteredFact), { actor, now: given.now })
    if (last === null) await rest(tick.at)
    else await writeClock(tx, process, { until: claimed.until, tick: tick.at, after: last, next_at: null })
  } catch (error) {
    const fault = faultIn(error, null)
    if (!fault) throw error
    await stopProcess(tx, given, claimed, fault)
  }
  return true
}
