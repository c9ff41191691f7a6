import type { SelectOption } from './field.ts'
import type { Label } from './label.ts'
import type { ShownWhen } from './shown-when.ts'

/** What a company says of one option: of one of the release's, or (`c_…`) of one of its own. */
export interface OverlayOption extends Pick<SelectOption, 'value' | 'color' | 'archived' | 'when'> {
  /** Absent: as the release calls it. */
  readonly label?: Label
}

/** What a company says of a field of the release. What it does not say is as the release has it, today and after the next one. */
export interface FieldOverlay {
  readonly label?: Label
  /** Null: no help. */
  readonly help?: Label | null
  /** Stricter than the release, never looser. */
  readonly required?: true
  /** Null: a new record begins without a value. */
  readonly default?: unknown
  /** Asked in no form and shown on no page; still in the API. */
  readonly hidden?: true
  /** Asked, shown and taken only where another choice of the record says so. */
  readonly when?: ShownWhen
  /** In the order in which they are offered; options that are not named stand behind, in the release's order. */
  readonly options?: readonly OverlayOption[]
}

/** A part of forms and pages. */
export interface OverlaySection {
  /** Null: the fields that stand under no heading. */
  readonly label: Label | null
  readonly fields: readonly string[]
}

/** What a company says of an object. */
export interface ObjectOverlay {
  readonly label?: Label
  readonly plural?: Label
  /** Where its fields stand; a field that is not named stands behind the one it follows in the release. */
  readonly sections?: readonly OverlaySection[]
}

export type SaidOver = FieldOverlay & ObjectOverlay

/** What a company says of one thing: an object (`field` empty) or a field of it. */
export interface OverlayRow {
  readonly object: string
  readonly field: string
  readonly said: SaidOver
}

/** What there is before an act: what a change would mean for the records there are. */
export interface OverlayEffect {
  readonly kind: 'without_value' | 'holds_retired'
  readonly count: number
  readonly capped: boolean
  /** The option that is meant. */
  readonly option?: Label
}

/** A change of what is defined, as it is kept. */
export interface DefinitionChange {
  readonly id: string
  readonly object: string
  readonly field: string
  readonly kind: DefinitionChangeKind
  /** What was said before and after; null: nothing, or it was not there. */
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
  /** Who; null: a program. */
  readonly by: string | null
  readonly at: string
  /** The change that it takes back. */
  readonly undoes: string | null
  /** The change by which it was taken back. */
  readonly undone_by: string | null
}
/** `said`: words over the release's definition; the others: a definition of the company's own. */
export const definitionChangeKinds = ['said', 'added', 'defined', 'archived', 'restored'] as const
export type DefinitionChangeKind = (typeof definitionChangeKinds)[number]

/** One field of the release as the designer needs it: what stands over it, what the release says, and what may be said. */
export interface DesignedField {
  readonly said: SaidOver
  readonly version: number
  readonly released: {
    readonly label: Label
    readonly help: Label | null
    readonly required: boolean
    readonly default: unknown
    readonly hidden: boolean
    readonly options: readonly SelectOption[] | null
  }
  /** Why something may not be said; null: it may. */
  readonly room: {
    readonly require: Label | null
    readonly default: Label | null
    readonly hide: Label | null
    readonly when: Label | null
    readonly options: Label | null
    readonly kept: Readonly<Record<string, Label>>
  }
}
export interface DesignedObject {
  readonly object: string
  readonly said: SaidOver
  readonly version: number
  readonly released: { readonly label: Label; readonly plural: Label | null }
  readonly fields: Readonly<Record<string, DesignedField>>
}
