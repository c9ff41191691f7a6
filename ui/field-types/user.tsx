import type { FieldWidget } from './field-widget.ts'
import { RecordFilter, recordDisplay, recordInput } from './parts/record-parts.tsx'

export const user: FieldWidget = {
  align: 'start',
  width: 130,
  icon: 'user',
  Display: recordDisplay(true),
  Input: recordInput(false),
  FilterEditor: RecordFilter,
}
