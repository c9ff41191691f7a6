import { type DisplayProps, type FieldWidget, useMoment, TimeLeft, dateFilter, dateInput } from '@lianke/ui/field-desk'

const Display = ({ field, value, row }: DisplayProps) => {
  const { ago, full } = useMoment()
  if (field.options.deadline === true) return <TimeLeft field={field} value={String(value)} row={row} />
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
