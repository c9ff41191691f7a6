import { Input as Text, Space } from 'antd'
import type { AddressValue } from '@lianke/kernel'
import { useWords } from '../i18n/i18n.ts'
import type { DisplayProps, FieldWidget, InputProps } from './field-widget.ts'
import { TextFilter } from './parts/text-parts.tsx'

/** Parts of an address, largest first, each said once (北京市 is both province and city). */
export const sayAddress = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return String(value ?? '')
  const { province, city, district, street, detail } = value as AddressValue
  const parts = [province, city === province ? undefined : city, district, street, detail].filter((part): part is string =>
    Boolean(part),
  )
  return parts.join(parts.some((part) => /\p{Script=Han}/u.test(part)) ? '' : ', ')
}
const Display = ({ value }: DisplayProps) => (
  <span className="lk-ellipsis" title={sayAddress(value)}>
    {sayAddress(value)}
  </span>
)
const Input = ({ value, onChange, id, autoFocus, disabled }: InputProps) => {
  const w = useWords()
  const given = (typeof value === 'object' && value !== null ? value : {}) as AddressValue
  const part = (name: 'province' | 'city' | 'district' | 'detail') => (text: string) => {
    const next = { ...given, [name]: text || undefined }
    onChange(Object.values(next).some(Boolean) ? next : null)
  }
  return (
    <div className="lk-stack" style={{ gap: 8 }}>
      <Space.Compact block>
        <Text
          id={id}
          autoFocus={autoFocus}
          disabled={disabled}
          placeholder={w('field.province')}
          value={given.province ?? ''}
          onChange={(event) => part('province')(event.target.value)}
        />
        <Text
          disabled={disabled}
          placeholder={w('field.city')}
          value={given.city ?? ''}
          onChange={(event) => part('city')(event.target.value)}
        />
        <Text
          disabled={disabled}
          placeholder={w('field.district')}
          value={given.district ?? ''}
          onChange={(event) => part('district')(event.target.value)}
        />
      </Space.Compact>
      <Text
        disabled={disabled}
        placeholder={w('field.street')}
        value={given.detail ?? ''}
        onChange={(event) => part('detail')(event.target.value)}
      />
    </div>
  )
}
export const address: FieldWidget = { align: 'start', width: 220, icon: 'map-pin', Display, Input, FilterEditor: TextFilter }
