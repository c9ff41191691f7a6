import { inWindow, type LocalTime, listIn, textIn } from '@lianke/kernel'

/** The words of a code at a time of day: `welcome_segments` [{ weekdays?, from, to, text, attachments? }] before the plain ones. */
export interface WelcomeSource {
  readonly blocked_names?: unknown
  readonly welcome_text: string | null
  readonly welcome_attachments: unknown
  readonly welcome_segments: unknown
}
interface Segment {
  readonly weekdays?: readonly number[]
  readonly from?: string
  readonly to?: string
  readonly text?: string
  readonly attachments?: unknown
}

const segmentIn = ({ weekdays, from, to, text, attachments }: Readonly<Record<string, unknown>>): Segment => ({
  ...(Array.isArray(weekdays) ? { weekdays: weekdays.filter((day): day is number => typeof day === 'number') } : {}),
  from: textIn(from) ?? undefined,
  to: textIn(to) ?? undefined,
  text: textIn(text) ?? undefined,
  attachments,
})

const within = (segment: Segment, { weekday, clock }: LocalTime): boolean =>
  (segment.weekdays?.length ? segment.weekdays.includes(weekday) : true) && inWindow(clock, segment.from, segment.to)

/** What to greet with now; null: this code has no welcome, or one that depends on the nickname and so waits until the contact was read. */
export const welcomeContent = (code: WelcomeSource, moment: LocalTime): { text: string; attachments: unknown[] } | null => {
  if (Array.isArray(code.blocked_names) && code.blocked_names.length > 0) return null
  const segments = listIn(code.welcome_segments, segmentIn)
  const found = segments.find((segment) => within(segment, moment))
  const text = found?.text ?? code.welcome_text ?? ''
  const attachments = found ? found.attachments : code.welcome_attachments
  const list = Array.isArray(attachments) ? attachments : []
  return (text === '' && list.length === 0) || text.includes('{name}') ? null : { text, attachments: list }
}
