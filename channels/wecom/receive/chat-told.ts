import { refuse } from '@lianke/kernel'
import { call } from '../api/client.ts'
import { type GroupChat, groupPayload } from '../api/group-chat.ts'
import { WecomError } from '../api/wecom-error.ts'
import { childrenOf, listOf, textOf } from './read-xml.rule.ts'
import { one, type Translator } from './told.ts'

/** A customer group changed: what it is now is read from the corp, since events come in any order. One that cannot be read any more has ended. */
export const chatTold: Translator = async (host, told) => {
  const { event } = told
  const chat_id = textOf(event.ChatId)
  const change = textOf(event.ChangeType)
  const gone = () => one(told, 'wecom.chat_dismissed', { chat_id })
  if (change === 'dismiss') return gone()
  try {
    const { group_chat } = await call<{ group_chat: GroupChat }>(host, '/cgi-bin/externalcontact/groupchat/get', {
      body: { chat_id, need_name: 1 },
    })
    return one(told, 'wecom.chat_changed', {
      ...groupPayload(chat_id, group_chat, host.now()),
      change,
      detail: textOf(event.UpdateDetail),
      members: listOf(childrenOf(event.MemChangeList).Item ?? event.MemChangeList),
    })
  } catch (cause) {
    if (!(cause instanceof WecomError) || cause.kind === 'token' || cause.kind === 'stop') throw cause
    if (cause.kind === 'gone') return gone()
    return refuse(`wecom.${cause.errcode}`)
  }
}
