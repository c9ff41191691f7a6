import { type DisplayProps, type FieldWidget, useMoment, dateFilter, dateInput } from '@lianke/ui/field-desk'

const Display = ({ value }: DisplayProps) => (
  <span className="lk-num" title={String(value)}>
    {useMoment().date(String(value))}
  </span>
)
export const dateDesk: FieldWidget = {
  align: 'start',
  width: 132,
  icon: 'calendar',
  Display,
  Input: dateInput('date'),
  FilterEditor: dateFilter('date'),
  short: true,
  telling: true,
  atOnce: true,
}
