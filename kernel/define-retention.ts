import { z } from 'zod'
import type { Label } from './label.ts'
import { defineSetting, type SettingDefinition } from './define-setting.ts'

/**
 * How long rows of a ledger are kept that nobody needs any more. The days are a setting of the company, shown with the others.
 * What is pruned must be settled and must not be concluded from later (who was in a journey "once", say).
 */
export interface RetentionDefinition {
  readonly name: string
  readonly setting: SettingDefinition<number>
  readonly table: string
  readonly key: string
  /** SQL over the table: which rows are settled. The time of `at` says since when. */
  readonly settled: string
  readonly at: string
  /** Assignments of SQL for rows that stay without their details. Without it they go. */
  readonly lighten?: string
}
interface RetentionInput extends Omit<RetentionDefinition, 'setting'> {
  readonly label: Label
  readonly help: Label
  readonly days: { readonly default: number; readonly min: number }
}

const section: Label = { zh: '保留期限', en: 'Retention' }
const daysMax = 3650

/** A retention with its setting `<name>_days` (whole days). */
export const defineRetention = ({ label, help, days, ...retention }: RetentionInput): RetentionDefinition => ({
  ...retention,
  setting: defineSetting({
    name: `${retention.name}_days`,
    label,
    help,
    section,
    schema: z.int().min(days.min).max(daysMax),
    default: days.default,
  }),
})
