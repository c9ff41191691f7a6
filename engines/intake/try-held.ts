import { type Envelope, Refusal } from '@lianke/kernel'
import { HeldEvent } from './held-event.ts'
import { type Reading, understand } from './understand.ts'

/** Events that would not enter, by what keeps them out; `params` are those of the newest. */
interface StillHeld {
  readonly code: string
  readonly property: string | null
  readonly params: Readonly<Record<string, unknown>>
  readonly count: number
}
interface TriedHeld {
  readonly held: number
  readonly fits: number
  readonly still: readonly StillHeld[]
}

/** What keeps an envelope out now; null: nothing. */
const faultOf = async (reading: Reading, envelope: Envelope): Promise<Omit<StillHeld, 'count'> | null> => {
  try {
    await understand(reading, envelope)
    return null
  } catch (error) {
    if (error instanceof HeldEvent) return error.misfit
    if (error instanceof Refusal) return { code: error.code, property: null, params: error.params }
    return { code: 'collect.bad_event', property: null, params: {} }
  }
}

/** What a replay of these would come to, by the same reading; nothing is written. */
export const tryHeld = async (reading: Reading, sets: AsyncIterable<readonly Envelope[]>): Promise<TriedHeld> => {
  const still = new Map<string, StillHeld>()
  let [held, fits] = [0, 0]
  for await (const set of sets)
    for (const envelope of set) {
      held++
      const fault = await faultOf(reading, envelope)
      if (!fault) {
        fits++
        continue
      }
      const key = `${fault.code} ${fault.property ?? ''}`
      still.set(key, { ...fault, count: (still.get(key)?.count ?? 0) + 1 })
    }
  return { held, fits, still: [...still.values()].sort((a, b) => b.count - a.count) }
}
