import type { DisplayProps, FieldWidget } from './field-widget.ts'
import { TextFilter } from './parts/text-parts.tsx'

const Display = ({ value }: DisplayProps) => <span className="lk-num lk-ellipsis">{String(value)}</span>
export const auto_number: FieldWidget = {
  align: 'start',
  width: 150,
  icon: 'hash',
  Display,
  Input: null,
  FilterEditor: TextFilter,
}
