import { inSlot, nextClock, nextWorkingClock, scheduleMoment, type WorkingCalendar } from '@lianke/kernel'

/** What one intent is judged by. Everything is known before, so that the same facts give the same answer. */
interface GateFacts {
  readonly now: string
  /** Of the person, where it is known; else of the company. */
  readonly zone: string
  readonly calendar: WorkingCalendar
  readonly touches: boolean
  /** `marketing` unless the content says `service`. */
  readonly purpose: string
  /** Latest word per purpose and channel; a word without a channel counts for all. */
  readonly consents: readonly { readonly purpose: string; readonly channel: string; readonly status: string }[]
  readonly person: { readonly gone: boolean } | null
  readonly needsAddress: boolean
  readonly address: string | null
  /** Touches of this person that were sent, newest first, over all channels. */
  readonly touched: readonly string[]
  readonly settings: GateSettings
  readonly channel: string
}
export interface GateSettings {
  /**
   * Null: no quiet hours. From and to by the clock where the person is, `22:00` to `08:00` spans midnight; `off_days`: quiet all day while the
   * company does not work.
   */
  readonly quiet: { readonly from: string; readonly to: string; readonly off_days?: boolean | undefined } | null
  readonly perDayMax: number
  readonly perWeekMax: number
  /** True: without an explicit yes nothing is sent for marketing. */
  readonly consentRequired: boolean
}
export type Verdict =
  | { readonly go: true }
  | { readonly refuse: string }
  | { readonly wait: { readonly until: string; readonly reason: string } }

const dayMs = 86_400_000

/** When the quiet hours that hold now end; null: they do not hold. */
export const quietUntil = (
  now: string,
  { zone, quiet, calendar }: { readonly zone: string; readonly quiet: GateSettings['quiet']; readonly calendar: WorkingCalendar },
): string | null => {
  if (!quiet) return null
  const at = scheduleMoment(calendar, now, zone)
  const restful = quiet.off_days === true && !at.working
  if (!restful && (quiet.from === quiet.to || !inSlot({ from: quiet.from, to: quiet.to }, at))) return null
  return quiet.off_days ? nextWorkingClock({ ...calendar, zone }, now, quiet.to).at : nextClock(now, quiet.to, zone)
}

const consentRefusal = ({ consents, purpose, channel, settings }: GateFacts): string | null => {
  const about = consents.filter((one) => one.purpose === purpose && (one.channel === '' || one.channel === channel))
  if (about.some((one) => one.status === 'denied')) return 'delivery.consent_denied'
  if (settings.consentRequired && purpose === 'marketing' && !about.some((one) => one.status === 'granted'))
    return 'delivery.consent_missing'
  return null
}

/** May this intent go out now? Consent, quiet hours, frequency and the shared touch budget are asked here and nowhere else. */
export const judge = (facts: GateFacts): Verdict => {
  if (facts.person?.gone) return { refuse: 'delivery.person_gone' }
  if (facts.needsAddress && !facts.address) return { refuse: 'delivery.no_address' }
  if (!facts.touches) return { go: true }
  const refused = consentRefusal(facts)
  if (refused) return { refuse: refused }
  const quiet = quietUntil(facts.now, { zone: facts.zone, quiet: facts.settings.quiet, calendar: facts.calendar })
  if (quiet) return { wait: { until: quiet, reason: 'delivery.quiet_hours' } }
  const at = Date.parse(facts.now)
  const within = (ms: number) => facts.touched.filter((moment) => Date.parse(moment) > at - ms).length
  if (within(7 * dayMs) >= facts.settings.perWeekMax) return { refuse: 'delivery.too_many_this_week' }
  if (within(dayMs) >= facts.settings.perDayMax) return { refuse: 'delivery.too_many_today' }
  return { go: true }
}
