/** What is known when a turn is free. */
export interface Turns {
  /** Turns under way of each tenant; absent: none. */
  readonly running: ReadonlyMap<string, number>
  readonly max: number
  /** Whether something happened lately at another tenant than this. */
  readonly othersActive: (tenant: string) => boolean
}

/**
 * Which of those who wait begins: the place in the queue, or -1 when nobody may. Whose tenant has the fewest turns under way goes first, and of
 * several such whoever came first. While others are active, no tenant has more than two thirds of the turns: theirs then wait for no turn to end.
 */
export const whoseTurn = (queue: readonly { readonly tenant: string }[], { running, max, othersActive }: Turns): number => {
  const share = Math.max(1, Math.floor((max * 2) / 3))
  let [best, fewest] = [-1, Number.POSITIVE_INFINITY]
  for (const [place, { tenant }] of queue.entries()) {
    const own = running.get(tenant) ?? 0
    if (own >= fewest || (own >= share && othersActive(tenant))) continue
    ;[best, fewest] = [place, own]
    if (own === 0) break
  }
  return best
}
