import { defineReaction, textIn } from '@lianke/kernel'
import { replyKey } from '../commands/conversation-reply.command.ts'
import { message } from '../objects/message.object.ts'

const uuid = /^[0-9a-f-]{36}$/
const states: Readonly<Record<string, 'sent' | 'failed'>> = {
  'message.sent': 'sent',
  'message.refused': 'failed',
  'message.unknown': 'failed',
  'message.failed': 'failed',
}

/** What the channel made of a reply stands on the reply. */
export const onReplySettled = defineReaction({
  name: 'conversation.reply_settled',
  on: Object.keys(states),
  only: { payload: 'intent', begins: replyKey('') },
  once: ({ id }) => id,
  run: async (work, { name, payload }) => {
    const id = (textIn(payload.intent) ?? '').slice(replyKey('').length)
    const status = states[name]
    if (!uuid.test(id) || !status) return
    const known = await work.system.records.list(message, {
      filter: { field: 'id', op: 'eq', value: id },
      fields: ['id'],
      limit: 1,
    })
    if (known.data.length > 0) await work.system.records.update(message, id, { status })
  },
})
