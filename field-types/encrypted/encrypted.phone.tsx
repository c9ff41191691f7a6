import { useState } from 'react'
import { type DisplayProps, Icon, type PhoneInputProps, type PhoneWidget, useWords } from '@lianke/ui/field-phone'

const Display = ({ value }: DisplayProps) => (
  <span className="lk-row lk-muted">
    <Icon name="lock" size={14} />
    {typeof value === 'string' ? value : '••••••'}
  </span>
)
/** What is stored is never put on the screen again: it stays, or is given anew. */
const Input = ({ field, value, onChange, id, bad }: PhoneInputProps) => {
  const w = useWords()
  const [stored] = useState(value)
  return (
    <input
      id={id}
      className="lkm-input"
      type="password"
      autoComplete="new-password"
      maxLength={field.options.max as number | undefined}
      placeholder={stored ? w('field.replace') : undefined}
      value={typeof value === 'string' && value !== stored ? value : ''}
      aria-invalid={bad}
      onChange={(event) => onChange(event.target.value === '' ? stored : event.target.value)}
    />
  )
}
export const encryptedPhone: PhoneWidget = { Display, Input, label: 'above' }
