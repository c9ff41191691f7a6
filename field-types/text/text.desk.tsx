import { type FieldWidget, LengthOptions, lineInput, PlainText, TextFilter } from '@lianke/ui/field-desk'

export const textDesk: FieldWidget = {
  align: 'start',
  width: 180,
  icon: 'text',
  Display: PlainText,
  Input: lineInput(),
  FilterEditor: TextFilter,
  short: true,
  Options: LengthOptions,
}
