import type { FieldTypeName, MetaField } from '@lianke/kernel'
import { address } from './address.tsx'
import { auto_number } from './auto-number.tsx'
import { boolean } from './boolean.tsx'
import { date } from './date.tsx'
import { datetime } from './datetime.tsx'
import { decimal } from './decimal.tsx'
import { department } from './department.tsx'
import { email } from './email.tsx'
import { encrypted } from './encrypted.tsx'
import { file } from './file.tsx'
import { formula } from './formula.tsx'
import { geo } from './geo.tsx'
import { image } from './image.tsx'
import { integer } from './integer.tsx'
import { json } from './json.tsx'
import { long_text } from './long-text.tsx'
import { money } from './money.tsx'
import { multi_reference } from './multi-reference.tsx'
import { multi_select } from './multi-select.tsx'
import { percent } from './percent.tsx'
import { phone } from './phone.tsx'
import { reference } from './reference.tsx'
import { rich_text } from './rich-text.tsx'
import { roll_up } from './roll-up.tsx'
import { select } from './select.tsx'
import { tags } from './tags.tsx'
import { text } from './text.tsx'
import { url } from './url.tsx'
import { user } from './user.tsx'
import type { FieldWidget } from './field-widget.ts'

/** The widget of every field type, by the same names as in the kernel. */
export const fieldWidgets: Readonly<Record<FieldTypeName, FieldWidget>> = {
  text,
  long_text,
  rich_text,
  integer,
  decimal,
  percent,
  money,
  boolean,
  date,
  datetime,
  select,
  multi_select,
  tags,
  phone,
  email,
  url,
  address,
  geo,
  file,
  image,
  user,
  department,
  reference,
  multi_reference,
  formula,
  roll_up,
  auto_number,
  json,
  encrypted,
}

/** A value that there is: the rest is shown as a quiet blank. */
export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** Shows a value of a field; nothing for an empty one. */
export const FieldValue = ({
  field,
  value,
  place = 'cell',
}: {
  readonly field: MetaField
  readonly value: unknown
  readonly place?: 'cell' | 'page'
}) => {
  if (isEmpty(value)) return null
  const { Display } = fieldWidgets[field.type] ?? text
  return <Display field={field} value={value} place={place} />
}
