import type { FieldWidget } from './field-widget.ts'
import { RecordFilter, recordDisplay, recordInput } from './parts/record-parts.tsx'

export const department: FieldWidget = {
  align: 'start',
  width: 150,
  icon: 'network',
  Display: recordDisplay(false),
  Input: recordInput(false),
  FilterEditor: RecordFilter,
}
