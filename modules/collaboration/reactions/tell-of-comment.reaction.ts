import { staff } from '@lianke/organisation/contract'
import { defineReaction, textIn } from '@lianke/kernel'
import { followFirst } from '../commands/follow-as.ts'
import { commentTold, commentWritten } from '../events/comment.events.ts'
import { comment } from '../objects/comment.object.ts'
import { followsOf, whoSees } from '../queries/follows-of.query.ts'

/** Whom a comment mentions, who follows its record and whose record it is hear of it: those who may see the record, and not its author. */
export const tellOfComment = defineReaction({
  name: 'collaboration.tell_of_comment',
  on: [commentWritten.name],
  once: (fact) => fact.id,
  run: async (work, { object, record, payload, id, hops }) => {
    const author = textIn(payload.author) ?? ''
    const written = textIn(payload.comment) ?? ''
    const said = (await work.records.find(comment, [written])).get(written)
    if (!said || !object || !record) return
    const mentioned = new Set(said.mentions ?? [])
    const subject = { object, record }
    const follows = await followsOf(work, subject)
    const muted = new Set(follows.filter((row) => row.muted).map((row) => row.staff))
    const row = (await work.records.find(object, [record], { fields: ['owner'] })).get(record)
    const hearing = [textIn(row?.owner), ...follows.map((row) => row.staff)].filter((one) => one && !muted.has(one))
    const wanted = [...new Set([...mentioned, ...hearing])].filter(
      (one): one is string => typeof one === 'string' && one !== author,
    )
    const seeing = await whoSees(work, subject, wanted)
    await followFirst(
      work,
      subject,
      [...mentioned].filter((one) => seeing.has(one)),
    )
    const name = (await work.records.find(staff, [author], { fields: ['name'] })).get(author)?.name ?? ''
    for (const one of seeing)
      await work.emit({
        name: commentTold.name,
        subject: { object, id: record },
        payload: { comment: written, body: said.body, author: name, staff: one, mentioned: mentioned.has(one) },
        cause: { id, hops },
      })
  },
})
