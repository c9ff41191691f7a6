import { type FieldWidget, RecordFilter, recordDisplay, recordInput } from '@lianke/ui/field-desk'

export const userDesk: FieldWidget = {
  align: 'start',
  width: 130,
  icon: 'user',
  Display: recordDisplay(true, false),
  Input: recordInput(false),
  FilterEditor: RecordFilter,
  atOnce: true,
}
