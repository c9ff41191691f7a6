import { defineNotice, type Fact, label, textIn } from '@lianke/kernel'
import { commentTold } from '../events/comment.events.ts'

const concerns =
  (mentioned: boolean) =>
  ({ payload, object, record }: Fact) =>
    (payload.mentioned === true) === mentioned && object && record
      ? { staff: textIn(payload.staff) ?? '', about: { object, id: record } }
      : null

/** A colleague has named me. */
const named = defineNotice({
  name: 'collaboration.mentioned',
  label: label('有人提到我', 'I am mentioned'),
  kind: 'mention',
  on: [commentTold.name],
  concerns: concerns(true),
  said: ['author', 'body'],
  title: label('{author} 在「{title}」提到了你', '{author} mentioned you on “{title}”'),
  body: label('{body}', '{body}'),
  message: true,
})
/** Something was said about a record that I follow. */
const said = defineNotice({
  name: 'collaboration.commented',
  label: label('我关注的记录有新评论', 'Comments on what I follow'),
  kind: 'info',
  on: [commentTold.name],
  concerns: concerns(false),
  said: ['author', 'body'],
  title: label('{author} 评论了「{title}」', '{author} commented on “{title}”'),
  body: label('{body}', '{body}'),
})

export const commentNotices = [named, said]
