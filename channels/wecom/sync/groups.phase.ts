import type { Translated } from '@lianke/kernel'
import { call } from '../api/client.ts'
import { type GroupChat, groupPayload } from '../api/group-chat.ts'
import { problemOf, type SyncProblem } from './checkpoint.ts'
import { followers, type Phase, type Reading } from './reading.ts'

const groupsPageMax = 1000
const ownersPerCallMax = 100

const groupFact = async ({ host, fact }: Reading, chat_id: string): Promise<Translated> => {
  const { group_chat } = await call<{ group_chat: GroupChat }>(host, '/cgi-bin/externalcontact/groupchat/get', {
    body: { chat_id, need_name: 1 },
  })
  return fact('wecom.chat_changed', `chat:${chat_id}`, {
    ...groupPayload(chat_id, group_chat, host.now()),
    change: 'seen',
    detail: '',
    members: [],
  })
}

/** These groups as facts; one that cannot be read is a problem of the page, and the others go on. */
const groupsRead = async (reading: Reading, chats: readonly { readonly chat_id: string }[]) => {
  const facts: Translated[] = []
  const problems: SyncProblem[] = []
  for (const { chat_id } of chats) {
    try {
      facts.push(await groupFact(reading, chat_id))
    } catch (cause) {
      problems.push(problemOf('groups', chat_id, cause))
    }
  }
  return { facts, problems }
}

interface Chats {
  readonly group_chat_list?: readonly { readonly chat_id: string }[]
  readonly next_cursor?: string
}
/** Groups to be asked for together: of these owners; of those who have left, whoever they were. */
interface Asked {
  /** Where a sync stands at them: the first owner, behind all of which come those who have left. */
  readonly at: string
  readonly filter: Readonly<Record<string, unknown>>
}
const leftAt = '~'
const ownerLeft = 1

const chatsOf = async (
  { host }: Reading,
  { at, filter }: Asked,
  cursor: string,
): Promise<Chats & { problems: readonly SyncProblem[] }> => {
  const body = { ...filter, limit: groupsPageMax, ...(cursor ? { cursor } : {}) }
  try {
    return { ...(await call<Chats>(host, '/cgi-bin/externalcontact/groupchat/list', { body })), problems: [] }
  } catch (cause) {
    return { problems: [problemOf('groups', at, cause)] }
  }
}

const askedOf = (members: readonly string[]): readonly Asked[] => [
  ...Array.from({ length: Math.ceil(members.length / ownersPerCallMax) }, (_, set): Asked => {
    const userid_list = members.slice(set * ownersPerCallMax, (set + 1) * ownersPerCallMax)
    return { at: userid_list[0] ?? '', filter: { status_filter: 0, owner_filter: { userid_list } } }
  }),
  { at: leftAt, filter: { status_filter: ownerLeft } },
]

/** Customer groups by their owners, a hundred at a time, then those whose owner has left; a set whose cursor is open is read on from there. */
export const groups: Phase = async function* (reading, from) {
  let done = 0
  for (const asked of askedOf([...(await followers(reading.host))].sort())) {
    const { at } = asked
    if (from.at !== '' && (at < from.at || (at === from.at && from.cursor === ''))) continue
    let cursor = at === from.at ? from.cursor : ''
    do {
      const { group_chat_list: chats = [], next_cursor = '', problems } = await chatsOf(reading, asked, cursor)
      const read = await groupsRead(reading, chats)
      done += chats.length
      cursor = next_cursor
      yield {
        checkpoint: reading.at('groups', at, cursor),
        facts: read.facts,
        progress: { done, total: null },
        problems: [...problems, ...read.problems],
      }
    } while (cursor)
  }
}
