import { defineCommand, label } from '@lianke/kernel'
import { z } from 'zod'
import { comment } from '../objects/comment.object.ts'
import { ownComment } from '../queries/own-comment.query.ts'

/** Brings back what one has taken back. */
export const commentRestore = defineCommand({
  name: 'comment.restore',
  label: label('恢复评论', 'Restore a comment'),
  icon: 'undo',
  may: { object: comment, action: 'create' },
  input: z.object({ id: z.uuid() }),
  done: { words: label('评论已恢复', 'The comment is back') },
  run: async (work, { id }) => {
    await ownComment(work, id, { deleted: true })
    await work.system.records.restore(comment, id)
    return { id }
  },
})
