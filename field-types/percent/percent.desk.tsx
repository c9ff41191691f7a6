import { BoundOptions, type DisplayProps, type FieldWidget, numberFilter, numberInput, useNumbers } from '@lianke/ui/field-desk'

const Display = ({ value }: DisplayProps) => <span className="lk-num">{useNumbers().number(value)}%</span>
export const percentDesk: FieldWidget = {
  align: 'end',
  width: 100,
  icon: 'gauge',
  Display,
  Input: numberInput('text', '%'),
  FilterEditor: numberFilter('text', '%'),
  short: true,
  Options: BoundOptions,
}
