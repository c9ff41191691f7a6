import { type DisplayProps, phoneLine, type PhoneWidget, useNumbers } from '@lianke/ui/field-phone'

const Display = ({ value }: DisplayProps) => <span className="lk-num">{useNumbers().number(value)}%</span>
export const percentPhone: PhoneWidget = { Display, Input: phoneLine('text', 'decimal'), label: 'above' }
