import type { FieldWidget } from './field-widget.ts'
import { lineInput, PlainText, TextFilter } from './parts/text-parts.tsx'

export const text: FieldWidget = {
  align: 'start',
  width: 180,
  icon: 'text',
  Display: PlainText,
  Input: lineInput(),
  FilterEditor: TextFilter,
}
