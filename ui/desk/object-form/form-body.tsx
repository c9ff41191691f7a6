import './form.css'
import { useState } from 'react'
import { type MetaObject, offeredField } from '@lianke/kernel'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { useModel } from '../../base/client/meta.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { DuplicateHint } from './duplicate-hint.tsx'
import { askedFields, type FormField, formFields, sectionsOf, splitFields } from '../../base/object-form/form-fields.ts'
import { useMadeWith } from '../../base/object-form/made-with.ts'

interface Props {
  readonly object: MetaObject
  readonly id?: string
  readonly values: Readonly<Record<string, unknown>>
  readonly problems: Readonly<Record<string, string>>
  onChange(name: string, value: unknown): void
  /** Fields given from outside and not asked again. */
  readonly without?: readonly string[]
}

/** The fields of an object as a form, in sections; problems stand at the field they are about. */
export const FormBody = ({ object, id, values, problems, onChange, without = [] }: Props) => {
  const w = useWords()
  const text = useText()
  const [all, setAll] = useState(Boolean(id))
  const made = useMadeWith(useModel(), object)
  const fields = askedFields(formFields(object, !id, made), values).filter(({ name }) => !without.includes(name))
  const { first, rest } = splitFields(object, fields)
  const hiddenProblem = rest.some(({ name }) => problems[name])
  const open = all || hiddenProblem
  const one = ({ name, field }: FormField, index: number) => {
    const { Input, wide } = fieldWidgets[field.type]
    if (!Input) return null
    const problem = problems[name]
    return (
      <div key={name} className={`lk-field${wide ? ' wide' : ''}${problem ? ' bad' : ''}`} data-field={name}>
        <label htmlFor={`field-${name}`}>
          {text(field.label)}
          {field.options.required ? <i aria-hidden>*</i> : null}
        </label>
        <Input
          id={`field-${name}`}
          field={offeredField(field, name, values)}
          value={values[name] ?? null}
          onChange={(value) => onChange(name, value)}
          autoFocus={index === 0 && !id}
        />
        {problem ? (
          <span className="lk-field-problem" role="alert">
            {problem}
          </span>
        ) : field.options.help ? (
          <span className="lk-label">{text(field.options.help)}</span>
        ) : null}
        {problem ? null : <DuplicateHint object={object} name={name} field={field} value={values[name]} id={id} />}
      </div>
    )
  }
  let index = 0
  return (
    <div className="lk-form">
      {sectionsOf(open ? fields : first).map((section) => (
        <section key={section.label?.en ?? ''}>
          {section.label ? <h3 className="lk-form-section">{text(section.label)}</h3> : null}
          <div className="lk-form-grid">{section.fields.map((field) => one(field, index++))}</div>
        </section>
      ))}
      {rest.length > 0 && !hiddenProblem ? (
        <button type="button" className="lk-filter-add" style={{ marginLeft: -8 }} onClick={() => setAll(!all)}>
          <Icon name={all ? 'chevron-up' : 'chevron-down'} size={14} />
          {all ? w('form.less') : w('form.more', { n: rest.length })}
        </button>
      ) : null}
    </div>
  )
}
