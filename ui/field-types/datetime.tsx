import type { DisplayProps, FieldWidget } from './field-widget.ts'
import { useMoment } from './moment.ts'
import { dateFilter, dateInput } from './parts/date-parts.tsx'

const Display = ({ value }: DisplayProps) => {
  const { ago, full } = useMoment()
  return (
    <time className="lk-num" dateTime={String(value)} title={full(String(value))}>
      {ago(String(value))}
    </time>
  )
}
export const datetime: FieldWidget = {
  align: 'start',
  width: 140,
  icon: 'clock',
  Display,
  Input: dateInput('datetime'),
  FilterEditor: dateFilter('datetime'),
}
