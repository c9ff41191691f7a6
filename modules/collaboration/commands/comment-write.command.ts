import { defineCommand, label, like, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { commentWritten } from '../events/comment.events.ts'
import { comment } from '../objects/comment.object.ts'
import { colleagues } from '../queries/colleagues.query.ts'
import { mayTalk } from '../queries/may-talk.query.ts'
import { mentionsMax } from '../rules/mentioned.rule.ts'
import { followFirst } from './follow-as.ts'

/** Says something about a record to whoever sees it; whom it mentions and who follows the record are told. */
export const commentWrite = defineCommand({
  name: 'comment.write',
  label: label('写评论', 'Comment'),
  icon: 'message-square-text',
  may: { object: comment, action: 'create' },
  fields: { body: like(comment.fields.body, { required: true }) },
  input: z.object({ object: z.string().max(120), record: z.uuid(), mentions: z.array(z.uuid()).max(mentionsMax).default([]) }),
  done: { words: label('已评论', 'Commented') },
  run: async (work, { object, record, body, mentions }) => {
    if (work.actor.kind !== 'user') refuse('comment.of_staff', { status: 403 })
    const subject = { object, record }
    await mayTalk(work, subject)
    const named = await colleagues(work, mentions)
    const { id } = await work.records.create(comment, {
      subject_object: object,
      subject: record,
      body,
      mentions: named.map((one) => one.id),
      owner: work.actor.id,
    })
    await followFirst(work, subject, [work.actor.id])
    await work.emit({
      name: commentWritten.name,
      subject: { object, id: record },
      payload: { comment: id, body, author: work.actor.id },
    })
    return { id }
  },
})
