import { type DisplayProps, phoneLine, type PhoneWidget, useNumbers } from '@lianke/ui/field-phone'

/** Longer than two decimals are shown without their empty end. */
const Display = ({ field, value }: DisplayProps) => {
  const { number } = useNumbers()
  const scale = field.options.scale as number | undefined
  return <span className="lk-num">{number(value, scale !== undefined && scale <= 2 ? scale : undefined)}</span>
}
export const decimalPhone: PhoneWidget = { Display, Input: phoneLine('text', 'decimal'), label: 'above' }
