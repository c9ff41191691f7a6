import { type FieldWidget, RecordFilter, RecordsDisplay, recordInput } from '@lianke/ui/field-desk'

export const multiReferenceDesk: FieldWidget = {
  align: 'start',
  width: 200,
  icon: 'link',
  Display: RecordsDisplay,
  Input: recordInput(true),
  FilterEditor: RecordFilter,
}
