import { inSlot, type ScheduledSlot, type ScheduleMoment } from '@lianke/kernel'

export interface WelcomeSegment extends ScheduledSlot {
  readonly text: string
  readonly attachments?: readonly unknown[]
}
interface WelcomeConfig {
  readonly text: string | null
  readonly attachments: readonly unknown[]
  readonly segments: readonly WelcomeSegment[]
  readonly blockedNames: readonly string[]
}

/**
 * What a newcomer is greeted with at a moment; null for blocked nicknames, where nothing is written, and as long as the nickname is not
 * known (null) but decides or is named.
 */
export const welcomeOf = (
  config: WelcomeConfig,
  nickname: string | null,
  at: ScheduleMoment,
): { text: string; attachments: readonly unknown[] } | null => {
  const blocked = config.blockedNames.map((name) => name.trim().toLowerCase()).filter((name) => name !== '')
  const name = nickname?.toLowerCase() ?? null
  if (blocked.length > 0 && (name === null || blocked.some((one) => name.includes(one)))) return null
  const segment = config.segments.find((one) => inSlot(one, at))
  const text = segment?.text ?? config.text ?? ''
  const attachments = segment ? (segment.attachments ?? []) : config.attachments
  if ((text === '' && attachments.length === 0) || (nickname === null && text.includes('{name}'))) return null
  return { text: text.replaceAll('{name}', nickname ?? ''), attachments }
}
