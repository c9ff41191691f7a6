import type { ComponentType } from 'react'
import type { FilterOperator, MetaField } from '@lianke/kernel'

export interface DisplayProps {
  readonly field: MetaField
  readonly value: unknown
  /** `cell`: one line in a table; `page`: as much as it needs. */
  readonly place?: 'cell' | 'page'
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
}
