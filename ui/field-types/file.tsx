import type { FieldWidget } from './field-widget.ts'
import { fileInput, FilesDisplay } from './parts/file-parts.tsx'
import { TextFilter } from './parts/text-parts.tsx'

export const file: FieldWidget = {
  align: 'start',
  width: 180,
  icon: 'file',
  Display: FilesDisplay,
  Input: fileInput(false),
  FilterEditor: TextFilter,
}
