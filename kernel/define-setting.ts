import type { ZodType } from 'zod'
import type { Label } from './label.ts'

/** A tenant's setting; `secret` values are stored under envelope encryption and never answered, only `is_set`. */
export interface SettingDefinition<T = unknown> {
  readonly name: string
  readonly label: Label
  readonly help?: Label
  readonly section: Label
  readonly schema: ZodType<T>
  readonly default: T
  readonly secret?: boolean
  /** Kept by the house; no page shows it. */
  readonly hidden?: boolean
}
export const defineSetting = <T>(definition: SettingDefinition<T>): SettingDefinition<T> => definition
