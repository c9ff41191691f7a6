import { InputNumber } from 'antd'
import { useWords } from '../../i18n/i18n.ts'
import type { FilterEditorProps, InputProps } from '../field-widget.ts'

/** A number input; `text` keeps decimals as strings, as the API has them. */
export const numberInput =
  (kind: 'number' | 'text', suffix?: string) =>
  ({ field, value, onChange, id, autoFocus, disabled }: InputProps) => (
    <InputNumber
      id={id}
      style={{ width: '100%' }}
      autoFocus={autoFocus}
      disabled={disabled}
      controls={false}
      stringMode={kind === 'text'}
      suffix={suffix}
      value={value as number | null}
      min={field.options.min as number | undefined}
      max={field.options.max as number | undefined}
      precision={kind === 'number' ? 0 : undefined}
      onChange={(next) => onChange(next === null ? null : kind === 'text' ? String(next) : next)}
    />
  )

/** Value of a number condition: one number, or two for "between". */
export const numberFilter =
  (kind: 'number' | 'text', suffix?: string) =>
  ({ op, value, onChange }: FilterEditorProps) => {
    const w = useWords()
    const one = (current: unknown, set: (next: unknown) => void) => (
      <InputNumber
        size="small"
        controls={false}
        style={{ width: 96 }}
        stringMode={kind === 'text'}
        suffix={suffix}
        value={(current as number | undefined) ?? null}
        placeholder={w('filter.value')}
        onChange={(next) => set(next === null ? undefined : kind === 'text' ? String(next) : next)}
      />
    )
    if (op !== 'between')
      return one(Array.isArray(value) ? value[0] : value, (next) => onChange(op === 'in' || op === 'not_in' ? [next] : next))
    const [from, to] = Array.isArray(value) ? (value as unknown[]) : []
    return (
      <span className="lk-row" style={{ gap: 4 }}>
        {one(from, (next) => onChange([next, to]))}–{one(to, (next) => onChange([from, next]))}
      </span>
    )
  }
