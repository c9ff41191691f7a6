import { Link } from '@tanstack/react-router'
import type { MetaField, MetaObject } from '@lianke/kernel'
import { useMoment } from '../field-types/moment.ts'
import { optionsOf } from '../field-types/parts/option-pill.tsx'
import { useText, useWords } from '../i18n/i18n.ts'
import { Icon } from '../icons/icon.tsx'
import { useDuplicates } from '../object-form/use-duplicates.ts'

const inputTypes: Partial<
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
const asked = (field: MetaField): boolean =>
  field.writable &&
  !field.access &&
  !field.options.readOnly &&
  !field.options.hidden &&
  (Boolean(inputTypes[field.type]) || ['long_text', 'select', 'boolean'].includes(field.type))

/** What a phone asks for at creation: the name, how to reach, what must be filled and what lists show. The rest is for a larger screen. */
export const phoneFields = (object: MetaObject): readonly (readonly [string, MetaField])[] =>
  Object.entries(object.fields)
    .filter(
      ([name, field]) =>
        asked(field) &&
        (name === object.title ||
          field.options.required ||
          field.options.search === 'phone' ||
          (field.options.inList && field.type !== 'datetime')),
    )
    // Reaching somebody is how a double is noticed: it is asked before anything else is typed.
    .sort(([, a], [, b]) => Number(b.type === 'phone') - Number(a.type === 'phone'))

const Duplicates = ({
  object,
  name,
  field,
  value,
  pathOf,
}: {
  readonly object: MetaObject
  readonly name: string
  readonly field: MetaField
  readonly value: unknown
  readonly pathOf: (id: string) => string
}) => {
  const w = useWords()
  const text = useText()
  const found = useDuplicates({ object, name, field, value })
  if (found.length === 0) return null
  return (
    <div className="lkm-warning" role="status">
      <span className="lk-row">
        <Icon name="warning" size={15} />
        {w('form.duplicate', { field: text(field.label) })}
      </span>
      {found.map((row) => (
        <Link key={row.id} className="lkm-link" to={pathOf(row.id) as '/'}>
          {String(row[object.title] ?? '') || w('form.duplicate_open')}
        </Link>
      ))}
    </div>
  )
}

/** Inputs of one record, as its definition has them. */
export const FormFields = ({
  object,
  values,
  problems,
  onChange,
  pathOf,
}: {
  readonly object: MetaObject
  readonly values: Readonly<Record<string, unknown>>
  readonly problems: Readonly<Record<string, string>>
  readonly onChange: (name: string, value: unknown) => void
  /** Where a record with the same value is opened. */
  readonly pathOf: (id: string) => string
}) => {
  const text = useText()
  const { typed } = useMoment()
  return phoneFields(object).map(([name, field]) => {
    const kind = inputTypes[field.type]
    const value = values[name]
    const said = (
      <span className="lkm-label">
        {text(field.label)}
        {field.options.required && field.options.default === undefined ? ' *' : ''}
      </span>
    )
    const problem = problems[name] ? (
      <p className="lkm-problem" role="alert">
        {problems[name]}
      </p>
    ) : null
    if (field.type === 'select') {
      return (
        <fieldset key={name} className="lkm-choice">
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
                  onClick={() => onChange(name, value === option.value && !field.options.required ? null : option.value)}
                >
                  {text(option.label)}
                </button>
              ))}
          </div>
          {problem}
        </fieldset>
      )
    }
    if (field.type === 'boolean')
      return (
        <label key={name} className="lkm-field lk-row" style={{ flexDirection: 'row', minHeight: 44 }}>
          <input
            type="checkbox"
            style={{ width: 20, height: 20 }}
            checked={value === true}
            onChange={(event) => onChange(name, event.target.checked)}
          />
          {said}
        </label>
      )
    const set = (next: string) =>
      onChange(name, next === '' ? null : field.type === 'datetime' ? typed(next).toISOString() : next)
    return (
      <div key={name} className="lkm-field">
        <label>
          {said}
          {field.type === 'long_text' ? (
            <textarea className="lkm-input" rows={3} value={String(value ?? '')} onChange={(event) => set(event.target.value)} />
          ) : (
            <input
              className="lkm-input"
              type={kind?.type}
              inputMode={kind?.mode}
              autoComplete="off"
              {...(field.type === 'datetime' ? {} : { value: String(value ?? '') })}
              aria-invalid={Boolean(problems[name])}
              onChange={(event) => set(event.target.value)}
            />
          )}
        </label>
        {problem}
        <Duplicates object={object} name={name} field={field} value={value} pathOf={pathOf} />
      </div>
    )
  })
}
