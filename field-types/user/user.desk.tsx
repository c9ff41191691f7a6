import { type FieldWidget, RecordFilter, recordDisplay, recordInput } from '@lianke/ui/field-desk'

export const userDesk: FieldWidget = {
  align: 'start',
  width: 130,
  icon: 'user',
  Display: recordDisplay(true),
  Input: recordInput(false),
  FilterEditor: RecordFilter,
}
