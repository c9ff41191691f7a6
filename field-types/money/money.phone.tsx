import type { MoneyValue } from '@lianke/kernel'
import {
  currencyList,
  type DisplayProps,
  type PhoneInputProps,
  type PhoneWidget,
  useMe,
  useNumbers,
  useWords,
} from '@lianke/ui/field-phone'

const partsOf = (value: unknown): Partial<MoneyValue> =>
  typeof value === 'object' && value !== null ? value : value === null || value === undefined ? {} : { amount: String(value) }

const Display = ({ value }: DisplayProps) => {
  const { money } = useNumbers()
  const { amount, currency } = partsOf(value)
  return <span className="lk-num">{money(amount, currency ?? 'CNY')}</span>
}
const Input = ({ field, value, onChange, id, bad }: PhoneInputProps) => {
  const w = useWords()
  const { data: me } = useMe()
  const given = partsOf(value)
  const currency = given.currency ?? (field.options.currency as string | undefined) ?? me?.tenant.base_currency ?? 'CNY'
  return (
    <span className="lkm-joined">
      <select
        className="lkm-input lkm-currency"
        aria-label={w('field.currency')}
        value={currency}
        onChange={(event) => onChange({ ...given, currency: event.target.value })}
      >
        {[...new Set([currency, ...currencyList])].map((code) => (
          <option key={code}>{code}</option>
        ))}
      </select>
      <input
        id={id}
        className="lkm-input"
        type="text"
        inputMode="decimal"
        autoComplete="off"
        aria-label={w('field.amount')}
        aria-invalid={bad}
        value={given.amount ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? null : { ...given, amount: event.target.value, currency })}
      />
    </span>
  )
}
export const moneyPhone: PhoneWidget = { Display, Input, label: 'title' }
