import { defineModule, label } from '@lianke/kernel'
import { commentEdit } from './commands/comment-edit.command.ts'
import { commentRemove } from './commands/comment-remove.command.ts'
import { commentRestore } from './commands/comment-restore.command.ts'
import { commentWrite } from './commands/comment-write.command.ts'
import { followSet } from './commands/follow-set.command.ts'
import { commentEvents } from './events/comment.events.ts'
import { commentNotices } from './notices/comment.notices.ts'
import { comment } from './objects/comment.object.ts'
import { follow } from './objects/follow.object.ts'
import { tellOfComment } from './reactions/tell-of-comment.reaction.ts'
import { grants } from './roles/granted.role.ts'
import { talkRoute } from './routes/talk.route.ts'
import { unseeingRoute } from './routes/unseeing.route.ts'

/** What colleagues say to each other about a record, and who hears of it. */
export const collaborationModule = defineModule({
  name: 'collaboration',
  label: label('协作', 'Collaboration'),
  area: 'home',
  objects: [comment, follow],
  events: commentEvents,
  notices: commentNotices,
  commands: [commentWrite, commentEdit, commentRemove, commentRestore, followSet],
  reactions: [tellOfComment],
  routes: [talkRoute, unseeingRoute],
  grants,
  words: {
    'refusal.comment.not_here': label('「{object}」上不能写评论', 'Nothing is said about records of “{object}”'),
    'refusal.comment.of_staff': label('评论和关注属于员工本人', 'Comments and follows belong to a member of staff'),
    'refusal.comment.nobody': label('没有这位同事', 'There is no such colleague'),
    'refusal.comment.has_left': label('{who} 已离职，不能提到 TA', '{who} has left and cannot be mentioned'),
    'refusal.comment.not_yours': label('这条评论是别人写的', 'Somebody else wrote this comment'),
  },
})
