import { type DisplayProps, type FieldWidget, useMoment, dateFilter, dateInput } from '@lianke/ui/field-desk'

const Display = ({ value }: DisplayProps) => {
  const { ago, full } = useMoment()
  return (
    <time className="lk-num" dateTime={String(value)} title={full(String(value))}>
      {ago(String(value))}
    </time>
  )
}
export const datetimeDesk: FieldWidget = {
  align: 'start',
  width: 140,
  icon: 'clock',
  Display,
  Input: dateInput('datetime'),
  FilterEditor: dateFilter('datetime'),
  telling: true,
}
