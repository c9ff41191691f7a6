import { idIn, idsIn, type UnitOfWork } from '@lianke/kernel'
import { staff } from '@lianke/organisation/contract'
import { comment } from '../objects/comment.object.ts'
import { followsOf } from './follows-of.query.ts'
import { mayTalk, type Subject } from './may-talk.query.ts'

interface TalkPage {
  readonly limit: number
  readonly cursor: string | null
}

const followersShown = 50

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
  const said = data.map((row) => ({ ...row, author: idIn(row.created_by), mentions: idsIn(row.mentions) }))
  const follows = (await followsOf(work, subject)).filter((row) => !row.muted)
  const followers = [...new Set(follows.map((row) => row.staff))]
  const named = await namesOf(work, [
    ...said.flatMap(({ author, mentions }) => [author, ...mentions]),
    ...followers.slice(0, followersShown),
  ])
  const titled = (id: string) => ({ id, title: named.get(id)?.name ?? null })
  return {
    data: said.map(({ id, body, author, mentions, created_at, edited_at }) => ({
      id,
      body,
      author: author === null ? null : titled(author),
      mentions: mentions.map(titled),
      at: created_at,
      edited_at,
      mine: author === work.actor.id,
    })),
    next,
    count: count?.value ?? data.length,
    following: followers.includes(work.actor.id),
    follower_count: followers.length,
    followers: followers.slice(0, followersShown).map(titled),
  }
}

const namesOf = (work: UnitOfWork, ids: readonly (string | null)[]) =>
  work.system.records.find(staff, [...new Set(ids.flatMap((id) => id ?? []))], { fields: ['name'] })
