import type { DisplayProps, FieldWidget } from './field-widget.ts'
import { useMoment } from './moment.ts'
import { dateFilter, dateInput } from './parts/date-parts.tsx'

const Display = ({ value }: DisplayProps) => (
  <span className="lk-num" title={String(value)}>
    {useMoment().date(String(value))}
  </span>
)
export const date: FieldWidget = {
  align: 'start',
  width: 120,
  icon: 'calendar',
  Display,
  Input: dateInput('date'),
  FilterEditor: dateFilter('date'),
}
