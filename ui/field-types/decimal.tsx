import type { DisplayProps, FieldWidget } from './field-widget.ts'
import { useNumbers } from './parts/number.ts'
import { numberFilter, numberInput } from './parts/number-parts.tsx'

const Display = ({ field, value }: DisplayProps) => <span className="lk-num">{useNumbers().number(value, field.options.scale as number | undefined)}</span>
export const decimal: FieldWidget = { align: 'end', width: 120, icon: 'hash', Display, Input: numberInput('text'), FilterEditor: numberFilter('text') }
