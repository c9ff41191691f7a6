import type { DisplayProps, FieldWidget } from './field-widget.ts'
import { sayPhone } from './parts/say-phone.ts'
import { lineInput, TextFilter } from './parts/text-parts.tsx'

const Display = ({ value }: DisplayProps) => <span className="lk-num lk-ellipsis">{sayPhone(value)}</span>
export const phone: FieldWidget = {
  align: 'start',
  width: 140,
  icon: 'phone',
  Display,
  Input: lineInput({ type: 'tel', inputMode: 'tel' }),
  FilterEditor: TextFilter,
}
