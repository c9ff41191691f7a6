/** How often it is looked whether somebody has waited too long: a wait ends at most this much later than asked. */
const tickMs = 500

interface Wait {
  ticks: number
  readonly tooLong: () => void
}
const waits = new Set<Wait>()
const look = (): void => {
  for (const wait of waits) {
    if (--wait.ticks > 0) continue
    waits.delete(wait)
    wait.tooLong()
  }
}
let ticking = false

/**
 * Calls `tooLong` unless the answered function is called within about `ms` milliseconds. One clock for all waits: a timer of its own
 * for each statement costs a twentieth of a read by id.
 */
export const whenSilent = (ms: number, tooLong: () => void): (() => void) => {
  if (!ticking) setInterval(look, tickMs).unref()
  ticking = true
  const wait: Wait = { ticks: Math.ceil(ms / tickMs) + 1, tooLong }
  waits.add(wait)
  return () => void waits.delete(wait)
}
