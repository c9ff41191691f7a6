import type { Folded } from '../../base/timeline/fold-entries.ts'

/** Words that were said: by the customer, by us, or among us. */
export interface Bubble {
  readonly kind: 'bubble'
  readonly id: string
  readonly side: 'in' | 'out' | 'note'
  readonly text: string
  readonly at: string
  readonly who: string | null
  /** What became of it, where it did not simply arrive. */
  readonly state?: string
}
/** Something that happened between the words. */
interface Event {
  readonly kind: 'event'
  readonly id: string
  readonly at: string
  readonly folded: Folded
}
export type ThreadEntry = Bubble | Event

const sameMs = 60_000

/** An act and the message it sent tell of the same words: the message stays. */
const isSaidTwice = (bubble: Bubble, messages: readonly Bubble[]): boolean =>
  messages.some(
    (one) =>
      one.side === bubble.side &&
      one.text.startsWith(bubble.text.trim()) &&
      Math.abs(Date.parse(one.at) - Date.parse(bubble.at)) < sameMs,
  )

/** A thread in the order of its moments: what was said, and between it what happened. `told` are words that events hold. */
export const threadOf = ({
  said,
  told,
  events,
}: {
  readonly said: readonly Bubble[]
  readonly told: readonly Bubble[]
  readonly events: readonly Folded[]
}): readonly ThreadEntry[] =>
  [
    ...said,
    ...told.filter((bubble) => !isSaidTwice(bubble, said)),
    ...events.map((folded): Event => ({ kind: 'event', id: folded.lead.id, at: folded.lead.at, folded })),
  ].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
