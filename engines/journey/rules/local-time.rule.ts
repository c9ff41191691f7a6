const unitMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const
export type WaitUnit = keyof typeof unitMs

const parts = (at: Date, zone: string): Record<string, string> =>
  Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  )

/** How far the zone's clock is ahead of UTC at a moment. */
const offsetMs = (at: Date, zone: string): number => {
  const p = parts(at, zone)
  return (
    Date.UTC(Number(p.year), Number(p.month) - 1, Number(p.day), Number(p.hour), Number(p.minute), Number(p.second)) -
    Math.floor(at.getTime() / 1000) * 1000
  )
}

/** The first moment at or after `from` when the clock of the zone shows `time` (`09:30`). */
export const nextLocalTime = (from: string, time: string, zone: string): string => {
  const [hour, minute] = time.split(':').map(Number) as [number, number]
  const start = new Date(from)
  for (let day = 0; day <= 2; day++) {
    const p = parts(new Date(start.getTime() + day * unitMs.day), zone)
    const wall = Date.UTC(Number(p.year), Number(p.month) - 1, Number(p.day), hour, minute)
    // Twice, because the offset of the guess may differ from that of the answer on the day the clocks change.
    let at = wall - offsetMs(new Date(wall), zone)
    at = wall - offsetMs(new Date(at), zone)
    if (at >= start.getTime()) return new Date(at).toISOString()
  }
  return new Date(start.getTime() + unitMs.day).toISOString()
}

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
  return at ? nextLocalTime(after, at, zone) : after
}
