import { Input as Text, Space } from 'antd'
import { type AddressValue, isObject } from '@lianke/kernel'
import { sayAddress, useWords, type DisplayProps, type FieldWidget, type InputProps, TextFilter } from '@lianke/ui/field-desk'

const Display = ({ value }: DisplayProps) => (
  <span className="lk-ellipsis" title={sayAddress(value)}>
    {sayAddress(value)}
  </span>
)
const Input = ({ value, onChange, id, autoFocus, disabled }: InputProps) => {
  const w = useWords()
  const given: AddressValue = isObject(value) ? value : {}
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
export const addressDesk: FieldWidget = {
  align: 'start',
  width: 220,
  icon: 'map-pin',
  Display,
  Input,
  FilterEditor: TextFilter,
  say: sayAddress,
  wide: true,
  tooWide: true,
}
