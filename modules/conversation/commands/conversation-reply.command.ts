import { accountsOf } from '@lianke/organisation/contract'
import { defineCommand, intentAsked, label, longText } from '@lianke/kernel'
import { conversation } from '../objects/conversation.object.ts'
import { message } from '../objects/message.object.ts'

const excerptMax = 500

/** Says something to the customer in a conversation: kept at once as on its way, sent by the channel, and told what became of it. */
export const conversationReply = defineCommand({
  name: 'conversation.reply',
  label: label('回复', 'Reply'),
  may: { object: message, action: 'create' },
  on: conversation,
  rows: 'update',
  icon: 'send',
  // At the desk it is written below the conversation.
  place: ['phone'],
  fields: { text: longText(label('内容', 'Text'), { required: true, max: 4000 }) },
  done: { words: label('已回复“{title}”', 'Replied to “{title}”') },
  run: async (work, { id, text }) => {
    const talk = await work.records.get(conversation, id, { fields: ['person', 'channel', 'subject'], forUpdate: true })
    const user = work.actor.kind === 'user' ? work.actor.id : null
    const said = await work.records.create(message, {
      conversation: id,
      person: talk.person,
      direction: 'out',
      staff: user,
      text,
      status: 'pending',
      sent_at: work.now,
    })
    const [mine] = user ? await accountsOf(work, user, talk.channel) : []
    await work.emit({
      name: intentAsked,
      subject: { object: message.name, id: said.id },
      person: talk.person,
      payload: {
        key: replyKey(said.id),
        channel: talk.channel,
        does: 'message',
        content: { text, ...(mine ? { sender: mine.account, ...(mine.issuer ? { issuer: mine.issuer } : {}) } : {}) },
      },
    })
    await work.records.update(conversation, id, {
      status: 'open',
      last_message: text.slice(0, excerptMax),
      last_message_at: work.now,
      unread: 0,
    })
    return { id, message: said.id }
  },
})

/** Key of the intent by which a reply is sent. */
export const replyKey = (id: string): string => `reply:${id}`
