import { type DisplayProps, phoneLine, type PhoneWidget, useNumbers } from '@lianke/ui/field-phone'

const Display = ({ field, value }: DisplayProps) => (
  <span className="lk-num">{useNumbers().number(value, field.options.scale as number | undefined)}</span>
)
export const decimalPhone: PhoneWidget = { Display, Input: phoneLine('text', 'decimal'), label: 'above' }
