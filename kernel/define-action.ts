import type { Field } from './field.ts'
import type { ChannelAct } from './define-meaning.ts'
import type { Label } from './label.ts'

/** Something that can be asked of a channel. Asked by intent, judged and carried out by delivery, never called. */
export interface ActionDefinition {
  readonly name: string
  readonly label: Label
  readonly fields: Readonly<Record<string, Field>>
  /** What it does in the house's words; one action of a channel per act. */
  readonly does?: ChannelAct
  /** Identifier type this action needs to reach a person; absent: none. */
  readonly address?: string
  /** Tells members of staff: the field of theirs that holds the address, and what the action is given. */
  readonly toStaff?: {
    readonly field: string
    readonly content: (told: {
      readonly address: string
      readonly title: string
      readonly text: string
    }) => Record<string, unknown>
  }
  /** Counts as a touch for consent, quiet hours and frequency. */
  readonly touches?: boolean
}
export const defineAction = (definition: ActionDefinition): ActionDefinition => definition
