import type { TimelineEntry } from './timeline-entries.ts'

/** One thing that was done, with what went along with it. */
export interface Folded {
  /** What is said of it. */
  readonly lead: TimelineEntry
  readonly rest: readonly TimelineEntry[]
}
/** What one transaction wrote at different times of the world (an import of years) is no one act. */
const togetherMs = 60_000

const isTogether = (a: TimelineEntry, b: TimelineEntry): boolean => Math.abs(Date.parse(a.at) - Date.parse(b.at)) <= togetherMs

/**
 * Entries of one cause as one: what was written by the same act, and what followed from it. `weight` says which tells most; of equals the
 * first that happened. The order is that of what is said, newest first.
 */
export const foldEntries = (entries: readonly TimelineEntry[], weight: (entry: TimelineEntry) => number): readonly Folded[] => {
  const groups: TimelineEntry[][] = []
  const byId = new Map<string, TimelineEntry[]>()
  // From the oldest: causes stand before what they caused.
  for (const entry of entries.toReversed()) {
    const caused = entry.cause ? byId.get(entry.cause) : undefined
    const group = caused ?? groups.findLast((one) => one.some((other) => other.act === entry.act && isTogether(other, entry)))
    if (group) group.push(entry)
    else groups.push([entry])
    byId.set(entry.id, group ?? groups.at(-1) ?? [])
  }
  const folded = groups.map((group): Folded => {
    const lead = group.reduce((best, entry) => (weight(entry) > weight(best) ? entry : best))
    return { lead, rest: group.filter((entry) => entry !== lead) }
  })
  const place = new Map(entries.map((entry, index) => [entry.id, index]))
  return folded.toSorted((a, b) => (place.get(a.lead.id) ?? 0) - (place.get(b.lead.id) ?? 0))
}
