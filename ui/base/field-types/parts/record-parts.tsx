import { type Filter, type MetaField, targetOf } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import { Avatar } from '../../feedback/avatar.tsx'
import { useWords } from '../../i18n/i18n.ts'
import { recordPath } from '../../client/peek.ts'
import type { DisplayProps, FilterEditorProps, InputProps } from '../field-widget.ts'
import { RecordPicker, RecordTitle, referenceOf, referencesOf } from './record-picker.tsx'

const Unseen = () => {
  const w = useWords()
  return (
    <span className="lk-muted" title={w('field.unseen')}>
      —
    </span>
  )
}
interface OneProps {
  readonly field: MetaField
  readonly value: unknown
  readonly face: boolean
  /** Leads to the record; colleagues and departments are only named. */
  readonly linked: boolean
}
const One = ({ field, value, face, linked }: OneProps) => {
  const reference = referenceOf(value)
  if (!reference) return null
  // The API names what may be seen: a reference without a title is not asked for again, record by record.
  if (typeof value === 'object' && reference.title === null) return <Unseen />
  const title = reference.title ?? ''
  const said = reference.title === null ? <RecordTitle object={targetOf(field) ?? ''} id={reference.id} /> : title
  if (!linked)
    return (
      <span className="lk-row" style={{ gap: 6 }}>
        {face ? <Avatar name={title || '·'} size={18} /> : null}
        <span className="lk-ellipsis">{said}</span>
      </span>
    )
  return (
    <Link
      to={recordPath(targetOf(field) ?? '', reference.id)}
      className="lk-reference lk-ellipsis"
      onClick={(event) => event.stopPropagation()}
    >
      {said}
    </Link>
  )
}
export const recordDisplay =
  (face: boolean, linked = true) =>
  ({ field, value }: DisplayProps) => <One field={field} value={value} face={face} linked={linked} />
export const RecordsDisplay = ({ field, value }: DisplayProps) => (
  <span className="lk-row" style={{ gap: 8, overflow: 'hidden' }}>
    {referencesOf(value).map((one) => (
      <One key={one.id} field={field} value={one} face={false} linked />
    ))}
  </span>
)
export const recordInput =
  (many: boolean) =>
  ({ field, value, onChange, id, autoFocus, inCell, disabled }: InputProps) => (
    <RecordPicker
      to={targetOf(field) ?? ''}
      value={value}
      many={many}
      onChange={onChange}
      id={id}
      autoFocus={autoFocus}
      open={inCell}
      disabled={disabled}
      clear={!field.options.required}
      filter={field.options.where as Filter | undefined}
    />
  )
/** Value of a condition on a reference: one record or several, kept as ids. */
export const RecordFilter = ({ field, op, value, onChange }: FilterEditorProps) => {
  const many = op !== 'eq' && op !== 'ne'
  return (
    <RecordPicker
      size="small"
      to={targetOf(field) ?? ''}
      many={many}
      value={many ? (Array.isArray(value) ? value : value ? [value] : []) : value}
      clear={false}
      onChange={(next) => onChange(Array.isArray(next) ? next.map((one) => one.id) : next?.id)}
    />
  )
}
