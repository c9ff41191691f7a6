import type { ReactNode } from 'react'
import type { MetaField } from '@lianke/kernel'
import { useMoment } from '../field-types/moment.ts'
import { optionsOf } from '../field-types/parts/option-pill.tsx'
import { useText } from '../i18n/i18n.ts'

/** Types that a plain input of the phone can take, with the keyboard that fits. */
export const inputTypes: Partial<
  Record<MetaField['type'], { readonly type: string; readonly mode?: 'tel' | 'email' | 'url' | 'numeric' | 'decimal' }>
> = {
  text: { type: 'text' },
  phone: { type: 'tel', mode: 'tel' },
  email: { type: 'email', mode: 'email' },
  url: { type: 'url', mode: 'url' },
  integer: { type: 'text', mode: 'numeric' },
  decimal: { type: 'text', mode: 'decimal' },
  percent: { type: 'text', mode: 'decimal' },
  date: { type: 'date' },
  datetime: { type: 'datetime-local' },
}

interface Props {
  readonly field: MetaField
  readonly value: unknown
  readonly problem: string | undefined
  onChange(value: unknown): void
  /** Said below the input. */
  readonly children?: ReactNode
}

const Problem = ({ said }: { readonly said: string | undefined }) =>
  said ? (
    <p className="lkm-problem" role="alert">
      {said}
    </p>
  ) : null

const Choice = ({ field, value, problem, onChange }: Props) => {
  const text = useText()
  return (
    <fieldset className="lkm-choice">
      <legend>{text(field.label)}</legend>
      <div className="lkm-chips">
        {optionsOf(field)
          .filter((option) => !option.archived)
          .map((option) => (
            <button
              key={option.value}
              type="button"
              className="lkm-chip"
              aria-pressed={value === option.value}
              onClick={() => onChange(value === option.value && !field.options.required ? null : option.value)}
            >
              {text(option.label)}
            </button>
          ))}
      </div>
      <Problem said={problem} />
    </fieldset>
  )
}

/** One value, asked for as a phone asks: chips for choices, the fitting keyboard for the rest. */
export const PhoneInput = ({ field, value, problem, onChange, children }: Props) => {
  const text = useText()
  const { typed } = useMoment()
  const kind = inputTypes[field.type]
  const said = (
    <span className="lkm-label">
      {text(field.label)}
      {field.options.required && field.options.default === undefined ? ' *' : ''}
    </span>
  )
  if (field.type === 'select') return <Choice field={field} value={value} problem={problem} onChange={onChange} />
  if (field.type === 'boolean')
    return (
      <label className="lkm-field lk-row" style={{ flexDirection: 'row', minHeight: 44 }}>
        <input
          type="checkbox"
          style={{ width: 20, height: 20 }}
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
        />
        {said}
      </label>
    )
  const set = (next: string) => onChange(next === '' ? null : field.type === 'datetime' ? typed(next).toISOString() : next)
  return (
    <div className="lkm-field">
      <label>
        {said}
        {field.type === 'long_text' ? (
          <textarea className="lkm-input" rows={3} value={String(value ?? '')} onChange={(event) => set(event.target.value)} />
        ) : (
          <input
            className="lkm-input"
            type={kind?.type ?? 'text'}
            inputMode={kind?.mode}
            autoComplete="off"
            {...(field.type === 'datetime' ? {} : { value: String(value ?? '') })}
            aria-invalid={Boolean(problem)}
            onChange={(event) => set(event.target.value)}
          />
        )}
      </label>
      <Problem said={problem} />
      {children}
    </div>
  )
}
