/** What an address answered to one delivery. `status` null: no answer. */
export interface Answered {
  readonly status: number | null
  readonly retryAfterMs: number | null
}
const seconds = 1000
const minutes = 60 * seconds
const hours = 60 * minutes

/** Waits between the attempts: a day in all. */
const waitsMs = [
  5 * seconds,
  30 * seconds,
  2 * minutes,
  10 * minutes,
  30 * minutes,
  hours,
  2 * hours,
  4 * hours,
  8 * hours,
  8 * hours,
]
const restFirstMs = 2 * seconds
const restMaxMs = 10 * minutes
const retryAfterMaxMs = hours
const refusalsBeforeRest = 5
/** Who fails for longer is left alone until somebody looks. */
export const failingMaxMs = 24 * hours

export const wasTaken = ({ status }: Answered): boolean => status !== null && status >= 200 && status < 300
/** The receiver says that nobody lives there any more. */
export const isGone = ({ status }: Answered): boolean => status === 410
/** The address as a whole does not work now; another answer is about this one delivery. */
const isAddressAtFault = ({ status }: Answered): boolean =>
  status === null || status >= 500 || status === 408 || status === 425 || status === 429

/** A fifth more or less, so that what failed together does not come back together. `chance` from 0 to 1. */
const jittered = (ms: number, chance: number): number => Math.round(ms * (0.8 + 0.4 * chance))

/** When a delivery that failed is tried again; null: it was the last time. `attempts` with the one that failed. */
export const waitAfter = (attempts: number, answered: Answered, chance: number): number | null => {
  const wait = waitsMs[attempts - 1]
  return wait === undefined ? null : Math.max(jittered(wait, chance), Math.min(answered.retryAfterMs ?? 0, retryAfterMaxMs))
}

interface Health {
  /** Deliveries in a row that failed. */
  readonly failures: number
  /** How long the address is left in peace. */
  readonly restMs: number
  /** Nothing more of this batch is sent. */
  readonly stop: boolean
}
/** How an address stands after one more answer. */
export const healthAfter = (failures: number, answered: Answered, chance: number): Health => {
  if (wasTaken(answered)) return { failures: 0, restMs: 0, stop: false }
  const now = failures + 1
  const rests = isAddressAtFault(answered) || now >= refusalsBeforeRest
  const rest = Math.min(restFirstMs * 2 ** Math.min(now - 1, 20), restMaxMs)
  const asked = Math.min(answered.retryAfterMs ?? 0, retryAfterMaxMs)
  return { failures: now, restMs: rests ? Math.max(jittered(rest, chance), asked) : 0, stop: rests || isGone(answered) }
}
