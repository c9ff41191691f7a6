import type { DisplayProps, FieldWidget } from './field-widget.ts'
import { useNumbers } from './parts/number.ts'
import { numberFilter, numberInput } from './parts/number-parts.tsx'

const Display = ({ value }: DisplayProps) => <span className="lk-num">{useNumbers().number(value)}</span>
export const integer: FieldWidget = {
  align: 'end',
  width: 110,
  icon: 'hash',
  Display,
  Input: numberInput('number'),
  FilterEditor: numberFilter('number'),
}
