import type { Translated } from '@lianke/kernel'
import { call } from '../api/client.ts'
import { followers, type Phase, type Reading } from './reading.ts'

const groupsPageMax = 1000
const ownersPerCallMax = 100

const groupFact = async ({ host, fact }: Reading, chat_id: string): Promise<Translated> => {
  const { group_chat } = await call<{
    group_chat: { name?: string; owner?: string; member_list?: readonly { userid: string }[] }
  }>(host, '/cgi-bin/externalcontact/groupchat/get', { body: { chat_id, need_name: 1 } })
  const members = group_chat.member_list ?? []
  return fact('wecom.chat_changed', `chat:${chat_id}`, {
    chat_id,
    change: 'seen',
    detail: '',
    members: members.map((each) => each.userid),
    name: group_chat.name ?? '',
    owner: group_chat.owner ?? '',
    member_count: members.length,
  })
}

interface Chats {
  readonly group_chat_list?: readonly { readonly chat_id: string }[]
  readonly next_cursor?: string
}

/** Customer groups by their owners. */
export const groups: Phase = async function* (reading) {
  const { host, at } = reading
  const members = await followers(host)
  let done = 0
  for (let first = 0; first < members.length; first += ownersPerCallMax) {
    let cursor = ''
    do {
      const { group_chat_list: chats = [], next_cursor = '' }: Chats = await call<Chats>(
        host,
        '/cgi-bin/externalcontact/groupchat/list',
        {
          body: {
            status_filter: 0,
            owner_filter: { userid_list: members.slice(first, first + ownersPerCallMax) },
            limit: groupsPageMax,
            ...(cursor ? { cursor } : {}),
          },
        },
      )
      const facts: Translated[] = []
      for (const { chat_id } of chats) facts.push(await groupFact(reading, chat_id))
      done += chats.length
      cursor = next_cursor
      yield { checkpoint: at('groups'), facts, progress: { done, total: null }, problems: [] }
    } while (cursor)
  }
}
