import type { FieldWidget } from './field-widget.ts'
import { RecordFilter, RecordsDisplay, recordInput } from './parts/record-parts.tsx'

export const multi_reference: FieldWidget = {
  align: 'start',
  width: 200,
  icon: 'link',
  Display: RecordsDisplay,
  Input: recordInput(true),
  FilterEditor: RecordFilter,
}
