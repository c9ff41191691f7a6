import type { DisplayProps } from '../field-widget.ts'
import type { PhoneInputProps } from '../phone-widget.ts'

/** A value as it stands. */
export const PhoneText = ({ value }: DisplayProps) => <span className="lkm-words">{String(value)}</span>

/** One line, with the keyboard that fits; an empty one is no value. */
export const phoneLine =
  (type: 'text' | 'tel' | 'email' | 'url' | 'date', mode?: 'tel' | 'email' | 'url' | 'numeric' | 'decimal') =>
  ({ field, value, onChange, id, bad }: PhoneInputProps) => (
    <input
      id={id}
      className="lkm-input"
      type={type}
      inputMode={mode}
      autoComplete="off"
      maxLength={mode === 'numeric' || mode === 'decimal' ? undefined : (field.options.max as number | undefined)}
      value={typeof value === 'string' || typeof value === 'number' ? String(value) : ''}
      aria-invalid={bad}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
    />
  )

/** Several lines. */
export const PhoneArea = ({ field, value, onChange, id, bad }: PhoneInputProps) => (
  <textarea
    id={id}
    className="lkm-input"
    rows={3}
    maxLength={field.options.max as number | undefined}
    value={typeof value === 'string' ? value : ''}
    aria-invalid={bad}
    onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
  />
)
