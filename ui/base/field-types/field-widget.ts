import type { ComponentType } from 'react'
import type { FilterOperator, MetaField } from '@lianke/kernel'

export interface DisplayProps {
  readonly field: MetaField
  readonly value: unknown
  /** `cell`: one line in a table; `page`: as much as it needs. */
  readonly place?: 'cell' | 'page'
  /** The record that it is of, where another field says how it is meant. */
  readonly row?: Readonly<Record<string, unknown>> | undefined
}
export interface InputProps {
  readonly field: MetaField
  readonly value: unknown
  onChange(value: unknown): void
  readonly id?: string
  readonly autoFocus?: boolean
  /** Edited in a table cell: no help, opens at once. */
  readonly inCell?: boolean
  readonly disabled?: boolean
  /** In a grid of lines: the bare value, no room for choices around it. */
  readonly dense?: boolean
}
export interface FilterEditorProps {
  readonly field: MetaField
  readonly op: FilterOperator
  readonly value: unknown
  onChange(value: unknown): void
}

/** The options of a field as the designer changes them; `on` is the object that it stands on. */
export interface OptionsProps {
  readonly on: string
  readonly options: Readonly<Record<string, unknown>>
  /** Choices that records may hold: they go out of use instead of away. */
  readonly stored?: ReadonlySet<string>
  onChange(options: Readonly<Record<string, unknown>>): void
}

/** The screen side of a field type: how a value is shown, given, and asked for in a filter. */
export interface FieldWidget {
  readonly align: 'start' | 'end'
  /** First width of a column, in pixels. */
  readonly width: number
  readonly icon: string
  readonly Display: ComponentType<DisplayProps>
  /** Absent for computed values. */
  readonly Input: ComponentType<InputProps> | null
  readonly FilterEditor: ComponentType<FilterEditorProps>
  /** What the designer asks of a field of this type besides what it asks of all. */
  readonly Options?: ComponentType<OptionsProps>
  /** Needs the whole width of a form. */
  readonly wide?: true
  /** Says itself in a few words, as in the preview of an act. */
  readonly short?: true
  /** Says too much or too little for a column of the first list. */
  readonly unlisted?: true
  /** Too wide for a line of a card. */
  readonly tooWide?: true
  /** Tells one related record from the next, beside its title. */
  readonly telling?: true
  /** The choice is the whole edit: it is kept as soon as it is made. */
  readonly atOnce?: true
  /** The value as a cell of a spreadsheet, where that is not how JSON would say it. */
  readonly say?: (value: unknown) => string
}
