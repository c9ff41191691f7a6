import { Refusal, RetryLater } from '@lianke/kernel'

export const attemptsMax = 8
const delayMaxMs = 15 * 60_000

/** What becomes of an envelope whose translation threw: never understood → dead; the world failed → later, at most eight times. */
export const judgeFailure = ({
  error,
  attempts,
  now,
}: {
  error: unknown
  attempts: number
  now: string
}): { dead: boolean; error: string; next_at: string } => {
  const reason = error instanceof Refusal ? error.code : error instanceof Error ? error.message : String(error)
  if (error instanceof Refusal || attempts >= attemptsMax) return { dead: true, error: reason, next_at: now }
  const delay = error instanceof RetryLater ? error.delayMs : Math.min(1000 * 2 ** attempts, delayMaxMs)
  return { dead: false, error: reason, next_at: new Date(Date.parse(now) + delay).toISOString() }
}
