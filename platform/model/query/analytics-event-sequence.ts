import { type EventStep, stepTimeMs } from '@lianke/kernel'

interface SequenceAsked {
  /** What each step is, the first among them, of an event `e`. */
  readonly steps: readonly string[]
  readonly then: readonly EventStep[]
  /** The measured number of the first event. */
  readonly value: string
  /** Events that may be of any step. */
  readonly where: string
  readonly now: number
  /** Events of those who were merged, for those who were kept. */
  readonly ofKept: (found: string, also: string) => string
  readonly add: (value: unknown, type: string) => string
}

/** Behind all moments: nothing follows. */
const never = 'toInt64(9223372036854775807)'

/**
 * First events that were followed as asked, as rows `kept_person`, `at`, `value`. The events of all steps are read once, gathered by person, put in
 * order and gone through backwards, an array for each step: the next good event of the step behind it, never the event itself.
 */
export const followedRows = ({ steps, then, value, where, now, ofKept, add }: SequenceAsked): string => {
  const flags = steps.map((step, nth) => `bitShiftLeft(toUInt8(ifNull(${step}, false)), ${nth})`).join(' + ')
  const happened = `groupArray((toUnixTimestamp64Milli(e.occurred_at), e.seq, toUInt8(${flags}), ${value}))`
  const found = `select e.person as person, ${happened} as happened from event as e where ${where} group by e.person`
  const sorted = 'arraySort(x -> (x.1, x.2), groupArrayArray(found.happened))'
  let rows = `${ofKept(found, `, ${sorted} as happened`)} group by 1`
  const isStep = (nth: number) => `bitTest(x.3, ${nth})`
  /** Whether an event is a step and is followed as it must be; the moment of what follows it is `next`. */
  const isGood = (nth: number): string => {
    const step = then[nth]
    if (!step) return isStep(nth)
    const end = step.within && `x.1 + ${add(stepTimeMs(step.within), 'Int64')}`
    if (step.none)
      return end ? `${isStep(nth)} and ${end} < ${add(now, 'Int64')} and next > ${end}` : `${isStep(nth)} and next = ${never}`
    return end ? `${isStep(nth)} and next <= ${end}` : `${isStep(nth)} and next < ${never}`
  }
  for (let nth = then.length; nth > 0; nth--) {
    const good =
      nth === then.length
        ? `arrayMap(x -> if(${isGood(nth)}, x.1, ${never}), happened)`
        : `arrayMap((x, next) -> if(${isGood(nth)}, x.1, ${never}), happened, nexts)`
    const next = `arrayPushBack(arrayPopFront(arrayReverseFill(x -> x < ${never}, ${good})), ${never})`
    rows = `select kept_person, happened, ${next} as nexts from (${rows})`
  }
  return `select kept_person, fromUnixTimestamp64Milli(one.1, 'UTC') as at, one.4 as value
    from (${rows}) array join arrayFilter((x, next) -> ${isGood(0)}, happened, nexts) as one`
}
