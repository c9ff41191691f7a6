import { keysOf, nextClock } from '@lianke/kernel'

const unitMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const
type WaitUnit = keyof typeof unitMs
export const waitUnits: readonly WaitUnit[] = keysOf(unitMs)

/** When a wait ends: so long from now, and then at the wanted time of day, if one is given. */
export const waitUntil = ({
  now,
  amount,
  unit,
  at,
  zone,
}: {
  now: string
  amount: number
  unit: WaitUnit
  at: string | null
  zone: string
}): string => {
  const after = new Date(Date.parse(now) + amount * unitMs[unit]).toISOString()
  return at ? nextClock(after, at, zone) : after
}
