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
const chatsOf = async (
  { host }: Reading,
  owners: readonly string[],
  cursor: string,
): Promise<Chats & { problems: readonly SyncProblem[] }> => {
  const body = { status_filter: 0, owner_filter: { userid_list: owners }, limit: groupsPageMax, ...(cursor ? { cursor } : {}) }
  try {
    return { ...(await call<Chats>(host, '/cgi-bin/externalcontact/groupchat/list', { body })), problems: [] }
  } catch (cause) {
    return { problems: [problemOf('groups', owners[0] ?? '', cause)] }
  }
}

/** Customer groups by their owners, a hundred at a time; a set whose cursor is open is read on from there. Where it stands is the first owner of the set. */
export const groups: Phase = async function* (reading, from) {
  const members = [...(await followers(reading.host))].sort()
  let done = 0
  for (let first = 0; first < members.length; first += ownersPerCallMax) {
    const owners = members.slice(first, first + ownersPerCallMax)
    const [at = ''] = owners
    if (from.at !== '' && (at < from.at || (at === from.at && from.cursor === ''))) continue
    let cursor = at === from.at ? from.cursor : ''
    do {
      const { group_chat_list: chats = [], next_cursor = '', problems } = await chatsOf(reading, owners, cursor)
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
