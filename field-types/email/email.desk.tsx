import { type FieldWidget, lineInput, PlainText, TextFilter } from '@lianke/ui/field-desk'

export const emailDesk: FieldWidget = {
  align: 'start',
  width: 200,
  icon: 'at',
  Display: PlainText,
  Input: lineInput({ inputMode: 'email' }),
  FilterEditor: TextFilter,
}
