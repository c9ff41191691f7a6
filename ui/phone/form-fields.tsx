import { Link } from '@tanstack/react-router'
import { type MetaField, type MetaObject, offeredField, traitsOf } from '@lianke/kernel'
import { useText, useWords } from '../base/i18n/i18n.ts'
import { Icon } from '../base/icons/icon.tsx'
import { useDuplicates } from '../base/object-form/use-duplicates.ts'
import { askedFields, type FormField, formFields } from '../base/object-form/form-fields.ts'
import { PhoneInput } from './phone-input.tsx'

/** What a phone asks for first at creation: the name, how to reach, what must be filled and what lists show. */
const phoneFields = (object: MetaObject): readonly FormField[] =>
  formFields(object, true)
    .filter(
      ({ name, field }) =>
        name === object.title ||
        field.options.required ||
        field.options.when ||
        field.options.search === 'phone' ||
        (field.options.inList && traitsOf(field).time !== 'moment'),
    )
    // Reaching somebody is how a double is noticed: it is asked before anything else is typed.
    .sort((a, b) => reach(b.field) - reach(a.field))
const reach = (field: MetaField): number => traitsOf(field).reaches ?? 0

const Duplicates = ({
  object,
  id,
  name,
  field,
  value,
  pathOf,
}: {
  readonly object: MetaObject
  readonly id?: string
  readonly name: string
  readonly field: MetaField
  readonly value: unknown
  readonly pathOf: (id: string) => string
}) => {
  const w = useWords()
  const text = useText()
  const found = useDuplicates({ object, name, field, value, id })
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
  id,
  fields = phoneFields(object),
  values,
  problems,
  onChange,
  pathOf,
}: {
  readonly object: MetaObject
  /** The record that is changed; absent for a new one. */
  readonly id?: string
  readonly fields?: readonly FormField[]
  readonly values: Readonly<Record<string, unknown>>
  readonly problems: Readonly<Record<string, string>>
  readonly onChange: (name: string, value: unknown) => void
  /** Where a record with the same value is opened. */
  readonly pathOf: (id: string) => string
}) =>
  askedFields(fields, values).map(({ name, field }) => (
    <PhoneInput
      key={name}
      field={offeredField(field, name, values)}
      value={values[name]}
      problem={problems[name]}
      onChange={(value) => onChange(name, value)}
    >
      <Duplicates object={object} id={id} name={name} field={field} value={values[name]} pathOf={pathOf} />
    </PhoneInput>
  ))
