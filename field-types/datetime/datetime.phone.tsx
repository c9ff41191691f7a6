import { type DisplayProps, type PhoneInputProps, type PhoneWidget, useMoment } from '@lianke/ui/field-phone'

const Display = ({ value }: DisplayProps) => {
  const { ago, full } = useMoment()
  return (
    <time className="lk-num" dateTime={String(value)} title={full(String(value))}>
      {ago(String(value))}
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
