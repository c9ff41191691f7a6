import { type FieldWidget, fileInput, FilesDisplay, TextFilter } from '@lianke/ui/field-desk'

export const fileDesk: FieldWidget = {
  align: 'start',
  width: 180,
  icon: 'file',
  Display: FilesDisplay,
  Input: fileInput(false),
  FilterEditor: TextFilter,
  wide: true,
  unlisted: true,
}
