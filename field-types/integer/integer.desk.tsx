import { type DisplayProps, type FieldWidget, useNumbers, numberFilter, numberInput } from '@lianke/ui/field-desk'

const Display = ({ value }: DisplayProps) => <span className="lk-num">{useNumbers().number(value)}</span>
export const integerDesk: FieldWidget = {
  align: 'end',
  width: 110,
  icon: 'hash',
  Display,
  Input: numberInput('number'),
  FilterEditor: numberFilter('number'),
}
