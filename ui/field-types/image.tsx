import type { FieldWidget } from './field-widget.ts'
import { fileInput, ImagesDisplay } from './parts/file-parts.tsx'
import { TextFilter } from './parts/text-parts.tsx'

export const image: FieldWidget = {
  align: 'start',
  width: 120,
  icon: 'image',
  Display: ImagesDisplay,
  Input: fileInput(true),
  FilterEditor: TextFilter,
}
