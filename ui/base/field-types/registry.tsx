import type { MetaField } from '@lianke/kernel'
import { fieldWidgets } from '../../../field-types/desk.generated.ts'

/** The desk widget of every field type. */
export { fieldWidgets } from '../../../field-types/desk.generated.ts'

/** A value that there is: the rest is shown as a quiet blank. */
export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** Shows a value of a field; nothing for an empty one. */
export const FieldValue = ({
  field,
  value,
  place = 'cell',
  row,
}: {
  readonly field: MetaField
  readonly value: unknown
  readonly place?: 'cell' | 'page'
  readonly row?: Readonly<Record<string, unknown>> | undefined
}) => {
  if (isEmpty(value)) return null
  const { Display } = fieldWidgets[field.type] ?? fieldWidgets.text
  return <Display field={field} value={value} place={place} row={row} />
}
