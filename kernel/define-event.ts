import type { FactSource } from './fact-source.ts'
import type { Field } from './field.ts'
import type { Meaning } from './define-meaning.ts'
import type { Label } from './label.ts'

/**
 * Something a person did or that happened to a person, beside plain record changes. Appears in segment conditions,
 * journey triggers, timeline, reports.
 */
export interface EventDefinition {
  readonly name: string
  readonly label: Label
  readonly icon?: string
  readonly fields: Readonly<Record<string, Field>>
  /** Who may tell it; nobody else is believed. What is not said is the house's alone. */
  readonly from: readonly FactSource[]
  /** What it is in the house's words, where modules act on it whatever channel tells it. */
  readonly means?: Meaning
  /** One line for the timeline; placeholders name fields: `看了 {title}`. */
  readonly sentence?: Label
  /** Described by the company itself, on screen. */
  readonly own?: true
  /** No news of its person: it is counted and asked for, and left out of the timeline. */
  readonly quiet?: true
}
export const defineEvent = (
  definition: Omit<EventDefinition, 'from'> & Partial<Pick<EventDefinition, 'from'>>,
): EventDefinition => ({
  from: ['house'],
  ...definition,
})
