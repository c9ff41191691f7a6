import { type FieldWidget, RecordFilter, recordInput, RecordsDisplay, TargetOptions } from '@lianke/ui/field-desk'

export const multiReferenceDesk: FieldWidget = {
  align: 'start',
  width: 200,
  icon: 'link',
  Display: RecordsDisplay,
  Input: recordInput(true),
  FilterEditor: RecordFilter,
  wide: true,
  Options: TargetOptions,
}
