import { defineEvent, label, longText, text } from '@lianke/kernel'

const body = longText(label('内容', 'Text'))
const author = text(label('作者', 'Author'))
const of = text(label('评论', 'Comment'))

/** Somebody has said something about a record; it stands in the history of that record. */
export const commentWritten = defineEvent({
  name: 'comment.written',
  label: label('写评论', 'Comment written'),
  icon: 'message-square-text',
  fields: { body, author, comment: of },
  sentence: label('评论：{body}', 'Commented: {body}'),
  quiet: true,
})
/** One of those who follow the record, or who are mentioned, hears of it. */
export const commentTold = defineEvent({
  name: 'comment.told',
  label: label('评论提醒', 'Told of a comment'),
  icon: 'bell',
  fields: { body, author, comment: of, staff: text(label('同事', 'Colleague')), mentioned: text(label('提到', 'Mentioned')) },
  quiet: true,
})

export const commentEvents = [commentWritten, commentTold]
