import { type DisplayProps, PhoneArea, PhoneText, type PhoneWidget, plainWords } from '@lianke/ui/field-phone'

const Display = (props: DisplayProps) => <PhoneText {...props} value={plainWords(props.value)} />
export const richTextPhone: PhoneWidget = { Display, Input: PhoneArea, label: 'above' }
