import { type ReactNode, useId } from 'react'
import { phoneWidgets } from '../../field-types/phone.generated.ts'
import type { MetaField } from '@lianke/kernel'
import { useText } from '../base/i18n/i18n.ts'

/** The phone widget of a field; a type that this page does not know yet is shown as a text. */
const phoneWidgetOf = (field: MetaField) => phoneWidgets[field.type] ?? phoneWidgets.text

/** One value, asked for as a phone asks: its type says how, this puts the label, the help and what is wrong around it. */
export const PhoneInput = ({
  field,
  value,
  problem,
  onChange,
  children,
}: {
  readonly field: MetaField
  readonly value: unknown
  readonly problem: string | undefined
  onChange(value: unknown): void
  /** Said below the input. */
  readonly children?: ReactNode
}) => {
  const text = useText()
  const id = useId()
  const { Input, label } = phoneWidgetOf(field)
  if (!Input) return null
  const said = `${text(field.label)}${field.options.required && field.options.default === undefined ? ' *' : ''}`
  const input = <Input id={id} field={field} value={value ?? null} bad={Boolean(problem)} onChange={onChange} />
  const below = (
    <>
      {field.options.help ? <p className="lkm-help">{text(field.options.help)}</p> : null}
      {problem ? (
        <p className="lkm-problem" role="alert">
          {problem}
        </p>
      ) : null}
      {children}
    </>
  )
  if (label === 'title')
    return (
      <fieldset className="lkm-group">
        <legend className="lkm-label">{said}</legend>
        {input}
        <div className="lkm-below">{below}</div>
      </fieldset>
    )
  return (
    <div className="lkm-field">
      <label htmlFor={id} className={label === 'beside' ? 'lkm-beside' : undefined}>
        {label === 'beside' ? input : null}
        <span className="lkm-label">{said}</span>
        {label === 'above' ? input : null}
      </label>
      {below}
    </div>
  )
}

/** A value that there is, as the phone shows it; a quiet dash for an empty one. */
export const PhoneValue = ({
  field,
  value,
  place = 'page',
  row,
}: {
  readonly field: MetaField
  readonly value: unknown
  /** `cell`: within something that leads elsewhere when it is touched; the value itself is no link there. */
  readonly place?: 'cell' | 'page'
  readonly row?: Readonly<Record<string, unknown>> | undefined
}) => {
  const { Display } = phoneWidgetOf(field)
  const empty = value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  return empty ? <span className="lk-muted">—</span> : <Display field={field} value={value} place={place} row={row} />
}
