import type { Field } from './field.ts'
import type { Label } from './label.ts'

/**
 * Something a person did or that happened to a person, beside plain record changes. Appears in segment conditions,
 * journey triggers, timeline, reports. `collect`: may be sent to the collect API by programs and pages.
 */
export interface EventDefinition {
  readonly name: string
  readonly label: Label
  readonly icon?: string
  readonly fields: Readonly<Record<string, Field>>
  readonly collect?: boolean
  /** One line for the timeline; placeholders name fields: `看了 {title}`. */
  readonly sentence?: Label
}
export const defineEvent = (definition: EventDefinition): EventDefinition => definition
