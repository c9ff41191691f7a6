import { type DisplayProps, phoneLine, type PhoneWidget, useMoment } from '@lianke/ui/field-phone'

const Display = ({ value }: DisplayProps) => <span className="lk-num">{useMoment().date(String(value))}</span>
export const datePhone: PhoneWidget = { Display, Input: phoneLine('date'), label: 'above' }
