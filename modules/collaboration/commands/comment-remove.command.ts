import { defineCommand, label } from '@lianke/kernel'
import { z } from 'zod'
import { comment } from '../objects/comment.object.ts'
import { ownComment } from '../queries/own-comment.query.ts'

/** Takes back what one has written. */
export const commentRemove = defineCommand({
  name: 'comment.remove',
  label: label('删除评论', 'Delete a comment'),
  icon: 'delete',
  may: { object: comment, action: 'create' },
  input: z.object({ id: z.uuid() }),
  undo: { command: 'comment.restore' },
  done: { words: label('评论已删除', 'The comment is deleted') },
  run: async (work, { id }) => {
    await ownComment(work, id)
    await work.system.records.remove(comment, id)
    return { id }
  },
})
