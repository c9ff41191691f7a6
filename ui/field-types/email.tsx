import type { FieldWidget } from './field-widget.ts'
import { lineInput, PlainText, TextFilter } from './parts/text-parts.tsx'

export const email: FieldWidget = {
  align: 'start',
  width: 200,
  icon: 'at',
  Display: PlainText,
  Input: lineInput({ inputMode: 'email' }),
  FilterEditor: TextFilter,
}
