import type { FieldWidget } from './field-widget.ts'
import { RecordFilter, recordDisplay, recordInput } from './parts/record-parts.tsx'

export const reference: FieldWidget = {
  align: 'start',
  width: 160,
  icon: 'link',
  Display: recordDisplay(false),
  Input: recordInput(false),
  FilterEditor: RecordFilter,
}
