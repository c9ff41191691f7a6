import type { MetaField } from '@lianke/kernel'
import { boolean } from './boolean.tsx'
import { date } from './date.tsx'
import { datetime } from './datetime.tsx'
import { decimal } from './decimal.tsx'
import { text } from './text.tsx'
import type { DisplayProps, FieldWidget, FilterEditorProps } from './field-widget.ts'

const byResult = { text, decimal, boolean, date, datetime } as const
/** A formula looks like the type of its answer. */
const of = (field: MetaField): FieldWidget =>
  byResult[(field.options.result as keyof typeof byResult | undefined) ?? 'text'] ?? text
const Display = (props: DisplayProps) => {
  const { Display: Result } = of(props.field)
  return <Result {...props} />
}
const FilterEditor = (props: FilterEditorProps) => {
  const { FilterEditor: Result } = of(props.field)
  return <Result {...props} />
}
export const formula: FieldWidget = { align: 'start', width: 130, icon: 'braces', Display, Input: null, FilterEditor }
