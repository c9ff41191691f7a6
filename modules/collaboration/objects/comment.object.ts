import { staff } from '@lianke/organisation/contract'
import { datetime, defineObject, label, longText, multiReference } from '@lianke/kernel'
import { about, aboutARecord } from './about-a-record.ts'

/** What a colleague says about a record, to the others who see it. Whoever created it wrote it. */
export const comment = defineObject({
  name: 'collaboration.comment',
  label: label('评论', 'Comment'),
  plural: label('评论', 'Comments'),
  icon: 'message-square-text',
  title: 'body',
  fields: {
    ...aboutARecord(),
    body: longText(label('内容', 'Text'), { required: true, max: 4000, inList: true }),
    mentions: multiReference(label('提到的同事', 'Mentioned'), staff, { inList: true }),
    edited_at: datetime(label('修改时间', 'Edited at'), { inList: true }),
  },
  access: { about },
  mirrored: false,
  hidden: true,
  quiet: true,
  written: { subject_object: 'commands', subject: 'commands', body: 'commands', mentions: 'commands', edited_at: 'commands' },
  createBy: 'comment.write',
  removeBy: 'comment.remove',
  indexes: [['subject', '-created_at']],
})
