import { type DisplayProps, Icon, phoneLine, type PhoneWidget } from '@lianke/ui/field-phone'

const Display = ({ value }: DisplayProps) => (
  <span className="lk-row lk-muted">
    <Icon name="lock" size={14} />
    {typeof value === 'string' ? value : '••••••'}
  </span>
)
export const encryptedPhone: PhoneWidget = { Display, Input: phoneLine('password'), label: 'above' }
