import { defineReaction, textIn } from '@lianke/kernel'
import { message } from '../objects/message.object.ts'

const reply = /^reply:([0-9a-f-]{36})$/
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
  once: ({ id }) => id,
  run: async (work, { name, payload }) => {
    const id = reply.exec(textIn(payload.intent) ?? '')?.[1]
    const status = states[name]
    if (!id || !status) return
    const known = await work.system.records.list(message, {
      filter: { field: 'id', op: 'eq', value: id },
      fields: ['id'],
      limit: 1,
    })
    if (known.data.length > 0) await work.system.records.update(message, id, { status })
  },
})
