import { type DisplayProps, phoneLine, PhoneText, type PhoneWidget } from '@lianke/ui/field-phone'

/** Only web addresses become links; anything else (javascript:, data:) stays text. */
const Display = (props: DisplayProps) => {
  const address = String(props.value)
  if (props.place === 'cell' || !/^https?:\/\//i.test(address)) return <PhoneText {...props} />
  return (
    <a className="lkm-link lkm-inline" href={address} target="_blank" rel="noreferrer noopener">
      {address.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')}
    </a>
  )
}
export const urlPhone: PhoneWidget = { Display, Input: phoneLine('url', 'url'), label: 'above' }
