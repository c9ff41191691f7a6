import { type DisplayProps, phoneLine, type PhoneWidget } from '@lianke/ui/field-phone'

const Display = ({ field, value, place }: DisplayProps) =>
  place === 'cell' || field.access === 'masked' ? (
    <span className="lkm-words">{String(value)}</span>
  ) : (
    <a className="lkm-link lkm-inline" href={`mailto:${String(value)}`}>
      {String(value)}
    </a>
  )
export const emailPhone: PhoneWidget = { Display, Input: phoneLine('email', 'email'), label: 'above' }
