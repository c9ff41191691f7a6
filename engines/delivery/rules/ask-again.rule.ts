const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** So long a person has to send what was handed to him. */
const waitedMaxMs = 30 * dayMs

/** When the channel is asked next what became of a message, a quarter of its age from now, between a minute and an hour; null: it is not waited for any more. */
export const askAgainAt = ({ since, now }: { since: string; now: string }): string | null => {
  const age = Date.parse(now) - Date.parse(since)
  if (age >= waitedMaxMs) return null
  return new Date(Date.parse(now) + Math.min(hourMs, Math.max(minuteMs, age / 4))).toISOString()
}
