import { type DisplayProps, type FieldWidget, useNumbers, numberFilter } from '@lianke/ui/field-desk'
import { datetimeDesk } from '../datetime/datetime.desk.tsx'
import { RollUpOptions } from './roll-up-options.desk.tsx'

const isoMoment = /^\d{4}-\d{2}-\d{2}T/
const Display = ({ field, value }: DisplayProps) => {
  const { number } = useNumbers()
  if (typeof value === 'string' && isoMoment.test(value)) return <datetimeDesk.Display field={field} value={value} />
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
export const rollUpDesk: FieldWidget = {
  align: 'end',
  width: 110,
  icon: 'layers',
  Display,
  Input: null,
  FilterEditor: numberFilter('text'),
  Options: RollUpOptions,
}
