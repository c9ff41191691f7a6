import { idIn, idsIn, type UnitOfWork } from '@lianke/kernel'
import { staff } from '@lianke/organisation/contract'
import { comment } from '../objects/comment.object.ts'
import { followsOf } from './follows-of.query.ts'
import { mayTalk, type Subject } from './may-talk.query.ts'

interface TalkPage {
  readonly limit: number
  readonly cursor: string | null
}

/** What was said about a record that the actor sees, newest first; with names, and who follows it. */
export const talkOf = async (work: UnitOfWork, subject: Subject, { limit, cursor }: TalkPage) => {
  await mayTalk(work, subject)
  const { data, next, count } = await work.system.records.list(comment, {
    filter: {
      and: [
        { field: 'subject_object', op: 'eq', value: subject.object },
        { field: 'subject', op: 'eq', value: subject.record },
      ],
    },
    sort: ['-created_at'],
    limit,
    cursor,
    count: true,
  })
  const said = data.map((row) => ({ ...row, owner: idIn(row.owner), mentions: idsIn(row.mentions) }))
  const follows = (await followsOf(work, subject)).filter((row) => !row.muted)
  const named = await namesOf(work, [
    ...said.flatMap(({ owner, mentions }) => [owner, ...mentions]),
    ...follows.map((row) => row.staff),
  ])
  const titled = (id: string) => ({ id, title: named.get(id)?.name ?? null })
  return {
    data: said.map(({ id, body, owner, mentions, created_at, edited_at }) => ({
      id,
      body,
      author: owner === null ? null : titled(owner),
      mentions: mentions.map(titled),
      at: created_at,
      edited_at,
      mine: owner === work.actor.id,
    })),
    next,
    count: count?.value ?? data.length,
    following: follows.some((row) => row.staff === work.actor.id),
    followers: [...new Set(follows.map((row) => row.staff))].map(titled),
  }
}

const namesOf = (work: UnitOfWork, ids: readonly (string | null)[]) =>
  work.system.records.find(staff, [...new Set(ids.flatMap((id) => id ?? []))], { fields: ['name'] })
