import type { ComponentType } from 'react'
import type { MetaField } from '@lianke/kernel'
import type { DisplayProps } from './field-widget.ts'

export interface PhoneInputProps {
  readonly field: MetaField
  readonly value: unknown
  onChange(value: unknown): void
  readonly id: string
  /** The server did not take the value as it stands. */
  readonly bad: boolean
}

/** A field type on a phone: how a value is shown and given by a thumb, without anything of the desktop's library. */
export interface PhoneWidget {
  readonly Display: ComponentType<DisplayProps>
  /** Absent for computed values. */
  readonly Input: ComponentType<PhoneInputProps> | null
  /** How the label stands to the input: above one control, beside a box to tick, or as the title of several. */
  readonly label: 'above' | 'beside' | 'title'
}
