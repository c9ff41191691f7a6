import { BoundOptions, type DisplayProps, type FieldWidget, numberFilter, numberInput, useNumbers } from '@lianke/ui/field-desk'

const Display = ({ value }: DisplayProps) => <span className="lk-num">{useNumbers().number(value)}</span>
export const integerDesk: FieldWidget = {
  align: 'end',
  width: 110,
  icon: 'hash',
  Display,
  Input: numberInput('number'),
  FilterEditor: numberFilter('number'),
  short: true,
  Options: BoundOptions,
}
