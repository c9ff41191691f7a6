import { type DisplayProps, type PhoneInputProps, type PhoneWidget, TimeLeft, useMoment } from '@lianke/ui/field-phone'

/** In a list how long ago; on its page the minute, since a thumb has no hover that tells it. */
const Display = ({ field, value, place, row }: DisplayProps) => {
  const { ago, full, local } = useMoment()
  if (field.options.deadline === true) return <TimeLeft field={field} value={String(value)} row={row} />
  return (
    <time className="lk-num" dateTime={String(value)} title={full(String(value))}>
      {place === 'page' ? local(String(value)).format('YYYY-MM-DD HH:mm') : ago(String(value))}
    </time>
  )
}
/** Shown and typed in the company's zone, sent as the moment it means. What is half typed stays with the phone's own picker. */
const Input = ({ value, onChange, id, bad }: PhoneInputProps) => {
  const { local, typed } = useMoment()
  return (
    <input
      id={id}
      className="lkm-input"
      type="datetime-local"
      aria-invalid={bad}
      defaultValue={typeof value === 'string' ? local(value).format('YYYY-MM-DDTHH:mm') : ''}
      onChange={(event) => onChange(event.target.value === '' ? null : typed(event.target.value).toISOString())}
    />
  )
}
export const datetimePhone: PhoneWidget = { Display, Input, label: 'above' }
