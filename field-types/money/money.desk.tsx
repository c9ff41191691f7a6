import { InputNumber, Select, Space } from 'antd'
import { isObject, textIn } from '@lianke/kernel'
import {
  BoundOptions,
  currencyList,
  useMe,
  useWords,
  type DisplayProps,
  type FieldWidget,
  type InputProps,
  useNumbers,
  numberFilter,
} from '@lianke/ui/field-desk'

const Display = ({ value }: DisplayProps) => {
  const { money: say } = useNumbers()
  const { amount, currency } = isObject(value) ? value : { amount: value, currency: null }
  return <span className="lk-num">{say(amount, textIn(currency) || 'CNY')}</span>
}
const Input = ({ field, value, onChange, id, autoFocus, disabled, dense }: InputProps) => {
  const w = useWords()
  const { data: me } = useMe()
  const given = isObject(value) ? value : {}
  const shown = typeof given.amount === 'string' || typeof given.amount === 'number' ? given.amount : null
  const currency = textIn(given.currency) ?? textIn(field.options.currency) ?? me?.tenant.base_currency ?? 'CNY'
  const amount = (
    <InputNumber
      id={id}
      autoFocus={autoFocus}
      disabled={disabled}
      stringMode
      controls={false}
      style={{ flex: 1, width: '100%' }}
      value={shown}
      onChange={(next) => onChange(next === null ? null : { amount: String(next), currency })}
    />
  )
  if (dense) return amount
  return (
    <Space.Compact style={{ width: '100%' }}>
      <Select
        aria-label={w('field.currency')}
        value={currency}
        disabled={disabled}
        style={{ width: 84 }}
        popupMatchSelectWidth={false}
        showSearch
        onChange={(next: string) => onChange({ amount: given.amount ?? null, currency: next })}
        options={[...new Set([currency, ...currencyList])].map((code) => ({ value: code, label: code }))}
      />
      {amount}
    </Space.Compact>
  )
}
export const moneyDesk: FieldWidget = {
  align: 'end',
  width: 130,
  icon: 'money',
  Display,
  Input,
  FilterEditor: numberFilter('text'),
  short: true,
  telling: true,
  Options: BoundOptions,
}
