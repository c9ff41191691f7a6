import { type DisplayProps, type FieldWidget, plainWords } from '@lianke/ui/field-desk'
import { longTextDesk } from '../long-text/long-text.desk.tsx'

const Display = (props: DisplayProps) => <longTextDesk.Display {...props} value={plainWords(props.value)} />

export const richTextDesk: FieldWidget = { ...longTextDesk, Display, unlisted: true }
