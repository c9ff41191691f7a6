export interface LocalTime {
  readonly day: string /** 1 Monday … 7 Sunday */
  readonly weekday: number /** `HH:MM` */
  readonly clock: string
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** A moment as the wall clock of a zone shows it. */
export const localTime = (now: string, zone: string): LocalTime => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(now))
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    weekday: weekdays.indexOf(part('weekday')) + 1,
    clock: `${part('hour')}:${part('minute')}`,
  }
}

/** Is the clock inside from–to? A window may span midnight; an open side means no bound. */
export const inWindow = (clock: string, from?: string | null, to?: string | null): boolean => {
  if (!from && !to) return true
  const [start, end] = [from ?? '00:00', to ?? '24:00']
  return start <= end ? clock >= start && clock < end : clock >= start || clock < end
}
