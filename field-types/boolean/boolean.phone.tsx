import { type DisplayProps, type PhoneInputProps, type PhoneWidget, useWords } from '@lianke/ui/field-phone'

const Display = ({ value }: DisplayProps) => {
  const w = useWords()
  return <span>{w(value ? 'common.yes' : 'common.no')}</span>
}
const Input = ({ value, onChange, id }: PhoneInputProps) => (
  <input
    id={id}
    type="checkbox"
    className="lkm-tick"
    checked={value === true}
    onChange={(event) => onChange(event.target.checked)}
  />
)
export const booleanPhone: PhoneWidget = { Display, Input, label: 'beside' }
