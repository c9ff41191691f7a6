import { type DisplayProps, PhoneTagInput, type PhoneWidget } from '@lianke/ui/field-phone'

const Display = ({ value }: DisplayProps) => (
  <span className="lkm-pills">
    {(Array.isArray(value) ? value : []).map((tag) => (
      <span key={String(tag)} className="lk-pill lk-tag">
        {String(tag)}
      </span>
    ))}
  </span>
)
export const tagsPhone: PhoneWidget = { Display, Input: PhoneTagInput, label: 'title' }
