import { type FieldWidget, recordDisplay, RecordFilter, recordInput, TargetOptions } from '@lianke/ui/field-desk'

export const referenceDesk: FieldWidget = {
  align: 'start',
  width: 160,
  icon: 'link',
  Display: recordDisplay(false),
  Input: recordInput(false),
  FilterEditor: RecordFilter,
  atOnce: true,
  Options: TargetOptions,
}
