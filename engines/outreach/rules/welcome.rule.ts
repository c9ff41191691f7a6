/** The words of a code at a time of day: `welcome_segments` [{ weekdays?, from, to, text, attachments? }] before the plain ones. */
export interface WelcomeSource {
  readonly blocked_names?: unknown
  readonly welcome_text: string | null
  readonly welcome_attachments: unknown
  readonly welcome_segments: unknown
}
export interface LocalMoment {
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number
  /** `09:30`. */
  readonly time: string
}
interface Segment {
  readonly weekdays?: readonly number[]
  readonly from?: string
  readonly to?: string
  readonly text?: string
  readonly attachments?: unknown
}

const within = (segment: Segment, { weekday, time }: LocalMoment): boolean => {
  if (segment.weekdays?.length && !segment.weekdays.includes(weekday)) return false
  const { from = '00:00', to = '24:00' } = segment
  return from <= to ? from <= time && time < to : from <= time || time < to
}

/** The clock of a zone. */
export const localMoment = (now: string, zone: string): LocalMoment => {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
      .formatToParts(new Date(now))
      .map((part) => [part.type, part.value]),
  )
  return {
    weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts.weekday as string) + 1,
    time: `${parts.hour}:${parts.minute}`,
  }
}

/** What to greet with now; null: this code has no welcome, or one that depends on the nickname and so waits until the contact was read. */
export const welcomeContent = (code: WelcomeSource, moment: LocalMoment): { text: string; attachments: unknown[] } | null => {
  if (Array.isArray(code.blocked_names) && code.blocked_names.length > 0) return null
  const segments = Array.isArray(code.welcome_segments) ? (code.welcome_segments as Segment[]) : []
  const found = segments.find((segment) => within(segment, moment))
  const text = found?.text ?? code.welcome_text ?? ''
  const attachments = found ? found.attachments : code.welcome_attachments
  const list = Array.isArray(attachments) ? attachments : []
  return (text === '' && list.length === 0) || text.includes('{name}') ? null : { text, attachments: list }
}
