import { Input as AntInput } from 'antd'
import { useState } from 'react'
import { useWords, Icon, type DisplayProps, type FieldWidget, type InputProps, TextFilter } from '@lianke/ui/field-desk'

const Display = ({ value }: DisplayProps) => (
  <span className="lk-row lk-muted" style={{ gap: 4 }}>
    <Icon name="lock" size={13} />
    {typeof value === 'string' ? value : '••••••'}
  </span>
)
/** What is stored is not put into the input: it stays, or is given anew. */
const Input = ({ field, value, onChange, id, autoFocus, disabled }: InputProps) => {
  const w = useWords()
  const [stored] = useState(value)
  return (
    <AntInput.Password
      id={id}
      autoFocus={autoFocus}
      disabled={disabled}
      autoComplete="new-password"
      maxLength={field.options.max as number | undefined}
      placeholder={stored ? w('field.replace') : ''}
      value={typeof value === 'string' && value !== stored ? value : ''}
      onChange={(event) => onChange(event.target.value === '' ? stored : event.target.value)}
    />
  )
}
export const encryptedDesk: FieldWidget = {
  align: 'start',
  width: 130,
  icon: 'lock',
  Display,
  Input,
  FilterEditor: TextFilter,
  unlisted: true,
}
