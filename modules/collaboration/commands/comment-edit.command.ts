import { defineCommand, label, like } from '@lianke/kernel'
import { z } from 'zod'
import { comment } from '../objects/comment.object.ts'
import { ownComment } from '../queries/own-comment.query.ts'

/** Puts right what one has written; that it was changed is said. Nobody is told again. */
export const commentEdit = defineCommand({
  name: 'comment.edit',
  label: label('修改评论', 'Edit a comment'),
  icon: 'edit',
  may: { object: comment, action: 'create' },
  fields: { body: like(comment.fields.body, { required: true }) },
  input: z.object({ id: z.uuid() }),
  done: { words: label('评论已修改', 'The comment is changed') },
  run: async (work, { id, body }) => {
    await ownComment(work, id)
    await work.system.records.update(comment, id, { body, edited_at: work.now })
    return { id }
  },
})
