import type { DisplayProps, FieldWidget } from './field-widget.ts'
import { useNumbers } from './parts/number.ts'
import { numberFilter, numberInput } from './parts/number-parts.tsx'

const Display = ({ value }: DisplayProps) => <span className="lk-num">{useNumbers().number(value)}%</span>
export const percent: FieldWidget = {
  align: 'end',
  width: 100,
  icon: 'gauge',
  Display,
  Input: numberInput('text', '%'),
  FilterEditor: numberFilter('text', '%'),
}
