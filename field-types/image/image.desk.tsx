import { type FieldWidget, fileInput, ImagesDisplay, TextFilter } from '@lianke/ui/field-desk'

export const imageDesk: FieldWidget = {
  align: 'start',
  width: 120,
  icon: 'image',
  Display: ImagesDisplay,
  Input: fileInput(true),
  FilterEditor: TextFilter,
  wide: true,
}
