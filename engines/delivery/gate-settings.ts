import type { GateSettings } from './rules/gate.rule.ts'

/** What a company has set of touching, wherever a setting is asked from. */
export const gateSettings = async (get: <T>(name: string) => Promise<T>): Promise<GateSettings> => ({
  quiet: await get('delivery.quiet_hours'),
  perDayMax: await get('delivery.per_day_max'),
  perWeekMax: await get('delivery.per_week_max'),
  consentRequired: await get('delivery.consent_required'),
})
