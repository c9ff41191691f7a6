export const attemptsMax = 8
const firstMs = 2000
const delayMaxMs = 3_600_000

/** When to try again: doubling, never more than an hour, with half of it left to chance so that a crowd does not come back at once. */
export const retryAt = ({
  now,
  attempts,
  afterMs,
  chance,
}: {
  now: string
  attempts: number
  afterMs?: number
  chance: number
}): string => {
  const doubled = Math.min(firstMs * 2 ** Math.max(0, attempts - 1), delayMaxMs)
  const delay = afterMs ?? doubled / 2 + (doubled / 2) * chance
  return new Date(Date.parse(now) + Math.round(delay)).toISOString()
}
