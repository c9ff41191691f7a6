import { Link } from '@tanstack/react-router'
import type { MetaField, MetaObject } from '@lianke/kernel'
import { useText, useWords } from '../i18n/i18n.ts'
import { Icon } from '../icons/icon.tsx'
import { useDuplicates } from '../object-form/use-duplicates.ts'
import { inputTypes, PhoneInput } from './phone-input.tsx'

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
}) =>
  phoneFields(object).map(([name, field]) => (
    <PhoneInput
      key={name}
      field={field}
      value={values[name]}
      problem={problems[name]}
      onChange={(value) => onChange(name, value)}
    >
      <Duplicates object={object} name={name} field={field} value={values[name]} pathOf={pathOf} />
    </PhoneInput>
  ))
