import type { AddressValue } from '@lianke/kernel'
import { type DisplayProps, type PhoneInputProps, type PhoneWidget, sayAddress, useWords } from '@lianke/ui/field-phone'

const asked = ['province', 'city', 'district', 'detail'] as const
const Display = ({ value }: DisplayProps) => <span className="lkm-words">{sayAddress(value)}</span>
const Input = ({ value, onChange, id, bad }: PhoneInputProps) => {
  const w = useWords()
  const given: AddressValue = typeof value === 'object' && value !== null ? value : {}
  const set = (name: (typeof asked)[number], said: string) => {
    const next = { ...given, [name]: said || undefined }
    onChange(Object.values(next).some(Boolean) ? next : null)
  }
  return (
    <div className="lkm-stacked">
      {asked.map((name, index) => {
        const said = w(name === 'detail' ? 'field.street' : `field.${name}`)
        return (
          <input
            key={name}
            id={index === 0 ? id : undefined}
            className="lkm-input"
            type="text"
            autoComplete="off"
            placeholder={said}
            aria-label={said}
            aria-invalid={bad}
            value={given[name] ?? ''}
            onChange={(event) => set(name, event.target.value)}
          />
        )
      })}
    </div>
  )
}
export const addressPhone: PhoneWidget = { Display, Input, label: 'title' }
