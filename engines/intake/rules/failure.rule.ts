import { Refusal, RetryLater } from '@lianke/kernel'

export const attemptsMax = 8
const delayMaxMs = 15 * 60_000
/** Whoever asks to come back is asked again for so long: an outage of days loses nothing. */
const waitedMaxMs = 7 * 86_400_000

/**
 * What becomes of an envelope whose translation threw: never understood → dead; the world asked to come back → later, each time after a longer
 * rest, for a week; it failed in another way → later, at most eight times.
 */
export const judgeFailure = ({
  error,
  attempts,
  received_at,
  now,
}: {
  error: unknown
  attempts: number
  received_at: string
  now: string
}): { dead: boolean; error: string; next_at: string; attempts: number } => {
  const reason = error instanceof Refusal ? error.code : error instanceof Error ? error.message : String(error)
  const later = error instanceof RetryLater
  const over = later ? Date.parse(now) - Date.parse(received_at) > waitedMaxMs : attempts >= attemptsMax
  if (error instanceof Refusal || over) return { dead: true, error: reason, next_at: now, attempts }
  const delay = Math.max(later ? error.delayMs : 0, Math.min(1000 * 2 ** attempts, delayMaxMs))
  // To be asked to come back is no attempt that failed: what follows it still has tries of its own.
  return {
    dead: false,
    error: reason,
    next_at: new Date(Date.parse(now) + delay).toISOString(),
    attempts: later ? Math.min(attempts, attemptsMax - 1) : attempts,
  }
}
