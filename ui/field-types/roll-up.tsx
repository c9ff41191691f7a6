import type { DisplayProps, FieldWidget } from './field-widget.ts'
import { datetime } from './datetime.tsx'
import { useNumbers } from './parts/number.ts'
import { numberFilter } from './parts/number-parts.tsx'

const isoMoment = /^\d{4}-\d{2}-\d{2}T/
const Display = ({ field, value }: DisplayProps) => {
  const { number } = useNumbers()
  if (typeof value === 'string' && isoMoment.test(value)) return <datetime.Display field={field} value={value} />
  if (typeof value === 'object' && value !== null && 'amount' in value)
    return <span className="lk-num">{number(value.amount)}</span>
  return (
    <span className="lk-num">
      {typeof value === 'string' && Number.isNaN(Number(value))
        ? value
        : number(value, field.options.measure === 'sum' && !Number.isInteger(Number(value)) ? 2 : undefined)}
    </span>
  )
}
export const roll_up: FieldWidget = {
  align: 'end',
  width: 110,
  icon: 'layers',
  Display,
  Input: null,
  FilterEditor: numberFilter('text'),
}
