import { type DisplayProps, type FieldWidget, lineInput, TextFilter } from '@lianke/ui/field-desk'

const Display = ({ value }: DisplayProps) => {
  const address = String(value)
  const said = address.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')
  // Only web addresses become links; anything else (javascript:, data:) stays text.
  if (!/^https?:\/\//i.test(address)) return <span className="lk-ellipsis">{address}</span>
  return (
    <a
      className="lk-ellipsis"
      href={address}
      target="_blank"
      rel="noreferrer noopener"
      onClick={(event) => event.stopPropagation()}
    >
      {said}
    </a>
  )
}
export const urlDesk: FieldWidget = {
  align: 'start',
  width: 200,
  icon: 'link',
  Display,
  Input: lineInput({ inputMode: 'url' }),
  FilterEditor: TextFilter,
}
