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
  /** An act that tells what another value would mean before it is saved: it takes the value as this input, and answers `told`. */
  readonly trial?: { readonly command: string; readonly as: string }
}

/** One thing that a value on trial would mean, with some of those it concerns. */
export interface TrialLine {
  readonly words: Label
  readonly some: readonly { readonly object: string; readonly id: string; readonly title: string | null }[]
}
export const defineSetting = <T>(definition: SettingDefinition<T>): SettingDefinition<T> => definition
