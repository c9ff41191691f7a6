import { label, text } from '@lianke/kernel'

/** Fields by which a record says which record of any object it is about. */
export const aboutARecord = () => ({
  subject_object: text(label('对象', 'Object'), { required: true, max: 120, hidden: true }),
  subject: text(label('记录', 'Record'), { required: true, max: 40, hidden: true }),
})
export const about = { object: 'subject_object', record: 'subject' } as const
