import { type EventStep, stepTimeMs } from '@lianke/kernel'

interface SequenceAsked {
  /** What each step is, the first among them, of an event `e`. */
  readonly steps: readonly string[]
  readonly then: readonly EventStep[]
  /** The measured number of the first event; null: none is asked for. */
  readonly value: string | null
  /** Events that may be of any step. */
  readonly where: string
  readonly now: number
  /** Events of those who were merged, for those who were kept. */
  readonly ofKept: (found: string, also: string) => string
  readonly add: (value: unknown, type: string) => string
}

/** Behind all moments: nothing follows. */
const never = 'toInt64(9223372036854775807)'
/** Before all moments of the store (1900), so that none is below zero where it is put into a key. */
const zeroMs = 4_000_000_000_000

/**
 * An event as one number: its moment, its place in the ledger, the steps that it is. Numbers are sorted where they stand; five million tuples took four
 * seconds to gather, these less than one.
 */
const keyOf = (steps: readonly string[]): string => {
  const at = `bitShiftLeft(toUInt128(toUnixTimestamp64Milli(e.occurred_at) + ${zeroMs}), 72)`
  const flags = steps.map((step, nth) => `bitShiftLeft(toUInt8(ifNull(${step}, false)), ${nth})`).join(' + ')
  return `bitOr(bitOr(${at}, bitShiftLeft(toUInt128(e.seq), 8)), toUInt128(${flags}))`
}

/** The events of all steps, read once: of each person their moments, steps and numbers in order. */
const inOrder = ({ steps, value, where, ofKept }: SequenceAsked): string => {
  const one = value === null ? keyOf(steps) : `(${keyOf(steps)}, ${value})`
  const key = value === null ? 'x' : 'x.1'
  const found = `select e.person as person, groupArray(${one}) as happened from event as e where ${where} and (${steps.join(' or ')}) group by e.person`
  const sorted = `${ofKept(found, `, arraySort(x -> ${key}, groupArrayArray(found.happened)) as happened`)} group by 1`
  return `select kept_person, arrayMap(x -> toInt64(bitShiftRight(${key}, 72)), happened) as times,
    arrayMap(x -> toUInt8(bitAnd(${key}, 255)), happened) as flags${value === null ? '' : ', arrayMap(x -> x.2, happened) as numbers'} from (${sorted})`
}

/** From each place on the earliest moment; then the same from behind each place. */
const earliestFrom = (moments: string): string => `arrayReverseFill(x -> x < ${never}, ${moments})`
const earliestBehind = (moments: string): string => `arrayPushBack(arrayPopFront(${earliestFrom(moments)}), ${never})`

/** To each event the moment of the next good one. */
const withNext = (rows: string, good: string): string =>
  `select * except (nexts), ${earliestBehind(good)} as nexts from (${rows})`

/**
 * The same of several times: to each event of the step the earliest good one that is so many further, itself among them; these are put back to their
 * places. (A lambda that looks into another array would be given a copy of it for each element.)
 */
const withNextOf = (rows: string, good: string, nth: number, times: number): string => {
  const is = `bitTest(flag, ${nth})`
  const further = `arrayResize(arraySlice(${earliestFrom(`arrayFilter((x, flag) -> ${is}, ${good}, flags)`)}, ${times}), length(places), ${never})`
  const placed = `select *, arrayFilter((x, flag) -> ${is}, arrayEnumerate(flags), flags) as places,
    arrayFilter((x, flag) -> not ${is}, arrayEnumerate(flags), flags) as others from (${rows})`
  const whole = `arrayConcat(arrayZip(places, ${further}), arrayMap(x -> (x, ${never}), others))`
  return `select * except (nexts, places, others),
    ${earliestBehind(`arrayMap(x -> x.2, arraySort(x -> x.1, ${whole}))`)} as nexts from (${placed})`
}

/**
 * First events that were followed as asked, as rows `kept_person`, `at`, `value`: gone through backwards, an array for each step: the next good event of
 * the step behind it, never the event itself.
 */
export const followedRows = (asked: SequenceAsked): string => {
  const { then, value, now, add } = asked
  /** Whether an event at a moment is a step and is followed as it must be; the moment of what follows it is `next`. */
  const isGood = (nth: number, at: string): string => {
    const step = then[nth]
    const is = `bitTest(flag, ${nth})`
    if (!step) return is
    const end = step.within && `${at} + ${add(stepTimeMs(step.within), 'Int64')}`
    if (step.none) return end ? `${is} and ${end} < ${add(now + zeroMs, 'Int64')} and next > ${end}` : `${is} and next = ${never}`
    return end ? `${is} and next <= ${end}` : `${is} and next < ${never}`
  }
  let rows = `select *, arrayMap(x -> ${never}, times) as nexts from (${inOrder(asked)})`
  for (const [place, { times = 1 }] of [...then.entries()].toReversed()) {
    const nth = place + 1
    const good = `arrayMap((at, flag, next) -> if(${isGood(nth, 'at')}, at, ${never}), times, flags, nexts)`
    rows = times === 1 ? withNext(rows, good) : withNextOf(rows, good, nth, times)
  }
  const [at, number, items] = value === null ? ['one', '0', 'times'] : ['one.1', 'one.2', 'arrayZip(times, numbers)']
  return `select kept_person, fromUnixTimestamp64Milli(${at} - ${zeroMs}, 'UTC') as at, ${number} as value
    from (${rows}) array join arrayFilter((one, flag, next) -> ${isGood(0, at)}, ${items}, flags, nexts) as one`
}
