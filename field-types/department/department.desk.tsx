import { type FieldWidget, RecordFilter, recordDisplay, recordInput } from '@lianke/ui/field-desk'

export const departmentDesk: FieldWidget = {
  align: 'start',
  width: 150,
  icon: 'network',
  Display: recordDisplay(false, false),
  Input: recordInput(false),
  FilterEditor: RecordFilter,
  atOnce: true,
}
