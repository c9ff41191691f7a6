import { inWindow, type LocalTime } from '@lianke/kernel'

export interface WelcomeSegment {
  readonly weekdays?: readonly number[]
  readonly from?: string
  readonly to?: string
  readonly text: string
  readonly attachments?: readonly unknown[]
}
export interface WelcomeConfig {
  readonly text: string | null
  readonly attachments: readonly unknown[]
  readonly segments: readonly WelcomeSegment[]
  readonly blockedNames: readonly string[]
}

/** What a newcomer is greeted with at a moment; null for blocked nicknames and where nothing is written. */
export const welcomeOf = (
  config: WelcomeConfig,
  nickname: string,
  at: LocalTime,
): { text: string; attachments: readonly unknown[] } | null => {
  const name = nickname.toLowerCase()
  if (config.blockedNames.some((blocked) => blocked.trim() !== '' && name.includes(blocked.trim().toLowerCase()))) return null
  const segment = config.segments.find(
    (one) => (one.weekdays?.length ? one.weekdays.includes(at.weekday) : true) && inWindow(at.clock, one.from, one.to),
  )
  const text = segment?.text ?? config.text ?? ''
  const attachments = segment ? (segment.attachments ?? []) : config.attachments
  return text === '' && attachments.length === 0 ? null : { text: text.replaceAll('{name}', nickname), attachments }
}
