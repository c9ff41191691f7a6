import { boolean, defineObject, label, user } from '@lianke/kernel'
import { about, aboutARecord } from './about-a-record.ts'

/** A colleague hears what is said about a record; one that is muted says that he no longer wants to. */
export const follow = defineObject({
  name: 'collaboration.follow',
  label: label('关注', 'Follow'),
  plural: label('关注', 'Follows'),
  icon: 'bell',
  title: 'subject_object',
  fields: {
    ...aboutARecord(),
    staff: user(label('同事', 'Colleague'), { required: true }),
    muted: boolean(label('不再提醒', 'Muted'), { default: false }),
  },
  access: { about },
  mirrored: false,
  hidden: true,
  quiet: true,
  written: { subject_object: 'commands', subject: 'commands', staff: 'commands', muted: 'commands' },
  createBy: 'follow.set',
  removeBy: 'follow.set',
  indexes: [['subject', 'staff']],
})
