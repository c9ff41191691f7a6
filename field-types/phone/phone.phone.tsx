import { type DisplayProps, phoneLine, type PhoneWidget, sayPhone } from '@lianke/ui/field-phone'

const Display = ({ field, value, place }: DisplayProps) =>
  place === 'cell' || field.access === 'masked' ? (
    <span className="lk-num">{sayPhone(value)}</span>
  ) : (
    <a className="lkm-link lkm-inline lk-num" href={`tel:${String(value)}`}>
      {sayPhone(value)}
    </a>
  )
export const phonePhone: PhoneWidget = { Display, Input: phoneLine('tel', 'tel'), label: 'above' }
