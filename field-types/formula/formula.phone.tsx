import type { MetaField } from '@lianke/kernel'
import type { DisplayProps, PhoneWidget } from '@lianke/ui/field-phone'
import { booleanPhone } from '../boolean/boolean.phone.tsx'
import { datePhone } from '../date/date.phone.tsx'
import { datetimePhone } from '../datetime/datetime.phone.tsx'
import { decimalPhone } from '../decimal/decimal.phone.tsx'
import { textPhone } from '../text/text.phone.tsx'

const byResult: Readonly<Record<string, PhoneWidget>> = {
  text: textPhone,
  decimal: decimalPhone,
  boolean: booleanPhone,
  date: datePhone,
  datetime: datetimePhone,
}
/** A formula looks like the type of its answer. */
const of = (field: MetaField): PhoneWidget => byResult[String(field.options.result)] ?? textPhone
const Display = (props: DisplayProps) => {
  const { Display: Result } = of(props.field)
  return <Result {...props} />
}
export const formulaPhone: PhoneWidget = { Display, Input: null, label: 'above' }
