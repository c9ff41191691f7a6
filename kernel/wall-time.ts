/** A moment on the wall clock of some zone. */
export interface WallTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly ms: number
}
const formats = new Map<string, Intl.DateTimeFormat>()
const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(zone, made)
  return made
}

// Zones change their offset on quarter hours only since 1972; asking Intl costs 13 µs, which is most of reading a date.
const quarter = 900_000
const settled = Date.UTC(1972, 0, 1)
const offsetsMax = 20_000
const offsets = new Map<string, Map<number, number>>()

const knownOffsets = (zone: string): Map<number, number> => {
  const known = offsets.get(zone) ?? new Map<number, number>()
  if (known.size > offsetsMax) known.clear()
  offsets.set(zone, known)
  return known
}

/** What a clock in `zone` shows at an instant (epoch milliseconds). */
export const wallTimeAt = (instant: number, zone: string): WallTime => {
  if (instant < settled) return shownAt(instant, zone)
  const known = knownOffsets(zone)
  const bucket = Math.floor(instant / quarter)
  let offset = known.get(bucket)
  if (offset === undefined) {
    offset = asIfUtc(shownAt(bucket * quarter, zone)) - bucket * quarter
    known.set(bucket, offset)
  }
  const shown = new Date(instant + offset)
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
    second: shown.getUTCSeconds(),
    ms: shown.getUTCMilliseconds(),
  }
}

const shownAt = (instant: number, zone: string): WallTime => {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatOf(zone).formatToParts(instant)) parts[type] = Number(value)
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts
  return { year, month, day, hour, minute, second, ms: ((instant % 1000) + 1000) % 1000 }
}
/** What a clock shows as a number: greater is later on the same wall. */
export const asIfUtc = (t: WallTime): number => Date.UTC(t.year, t.month - 1, t.day, t.hour, t.minute, t.second, t.ms)

/** The instant at which a clock in `zone` shows this. A time that a clock change skips is moved on, one that it repeats is the first. */
export const instantOf = (time: WallTime, zone: string): number => {
  const wanted = asIfUtc(time)
  const before = asIfUtc(wallTimeAt(wanted - 86_400_000, zone)) - (wanted - 86_400_000)
  const first = wanted - before
  if (asIfUtc(wallTimeAt(first, zone)) === wanted) return first
  const after = asIfUtc(wallTimeAt(wanted + 86_400_000, zone)) - (wanted + 86_400_000)
  const second = wanted - after
  return asIfUtc(wallTimeAt(second, zone)) === wanted ? second : first
}

/** Is there a zone of this name? */
export const isZone = (name: string): boolean => {
  try {
    return formatOf(name).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Does the calendar have this day? */
export const isDay = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

const two = (n: number): string => String(n).padStart(2, '0')
/** `2024-03-05`. */
export const dayText = ({ year, month, day }: { year: number; month: number; day: number }): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`

/** Both stores hold these years. */
export const yearMin = 1900
export const yearMax = 2299

/** What a clock on the wall says, as rules and settings of people write it. */
export interface LocalTime {
  /** `2024-03-05`. */
  readonly day: string
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number
  /** `09:30`. */
  readonly clock: string
}

/** A moment as the wall clock of a zone shows it. */
export const localTime = (now: string, zone: string): LocalTime => {
  const wall = wallTimeAt(Date.parse(now), zone)
  const weekday = new Date(Date.UTC(wall.year, wall.month - 1, wall.day)).getUTCDay()
  return { day: dayText(wall), weekday: weekday === 0 ? 7 : weekday, clock: `${two(wall.hour)}:${two(wall.minute)}` }
}

/** The moment that a day and time without a zone (`2024-03-05`, `2024-03-05T09:30`, `…:59`) mean on the clock of a zone, as {@link instantOf}. */
export const momentOf = (text: string, zone: string): string => {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = text.split(/[-T :]/).map(Number)
  return new Date(instantOf({ year, month, day, hour, minute, second, ms: 0 }, zone)).toISOString()
}

/**
 * The first moment at or after `from` at which a clock in `zone` comes to `clock` (`09:30`, `24:00`). Every day has it once: on the day a clock
 * change skips it, the moment it would have been; on the day a change repeats it, the first.
 */
export const nextClock = (from: string, clock: string, zone: string): string => {
  const start = Date.parse(from)
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  const today = wallTimeAt(start, zone)
  for (let ahead = 0; ; ahead++) {
    const at = instantOf({ ...today, day: today.day + ahead, hour, minute, second: 0, ms: 0 }, zone)
    if (at >= start) return new Date(at).toISOString()
  }
}
