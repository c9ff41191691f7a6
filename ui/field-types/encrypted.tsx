import { Input as AntInput } from 'antd'
import { useWords } from '../i18n/i18n.ts'
import { Icon } from '../icons/icon.tsx'
import type { DisplayProps, FieldWidget, InputProps } from './field-widget.ts'
import { TextFilter } from './parts/text-parts.tsx'

const Display = ({ value }: DisplayProps) => (
  <span className="lk-row lk-muted" style={{ gap: 4 }}>
    <Icon name="lock" size={13} />
    {typeof value === 'string' ? value : '••••••'}
  </span>
)
const Input = ({ field, value, onChange, id, autoFocus, disabled }: InputProps) => {
  const w = useWords()
  return (
    <AntInput.Password
      id={id}
      autoFocus={autoFocus}
      disabled={disabled}
      autoComplete="new-password"
      maxLength={field.options.max as number | undefined}
      placeholder={value && typeof value !== 'string' ? w('field.replace') : ''}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
export const encrypted: FieldWidget = { align: 'start', width: 130, icon: 'lock', Display, Input, FilterEditor: TextFilter }
