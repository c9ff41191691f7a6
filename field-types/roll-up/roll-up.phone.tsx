import { type DisplayProps, type PhoneWidget, useNumbers } from '@lianke/ui/field-phone'
import { datetimePhone } from '../datetime/datetime.phone.tsx'

const isoMoment = /^\d{4}-\d{2}-\d{2}T/
/** A count, a sum or a bound: a number, or the moment that the bound is. */
const Display = (props: DisplayProps) => {
  const { number } = useNumbers()
  const { value } = props
  if (typeof value === 'string' && isoMoment.test(value)) return <datetimePhone.Display {...props} />
  const plain = typeof value === 'object' && value !== null && 'amount' in value ? value.amount : value
  return <span className="lk-num">{Number.isNaN(Number(plain)) ? String(plain) : number(plain)}</span>
}
export const rollUpPhone: PhoneWidget = { Display, Input: null, label: 'above' }
