import { defineCommand, label, longText } from '@lianke/kernel'
import { conversation } from '../objects/conversation.object.ts'
import { message } from '../objects/message.object.ts'

/** A word among colleagues about a conversation: the customer never sees it. */
export const conversationNote = defineCommand({
  name: 'conversation.note',
  label: label('内部备注', 'Internal note'),
  may: { object: message, action: 'create' },
  on: conversation,
  rows: 'update',
  icon: 'file-text',
  // At the desk it is written below the conversation.
  place: ['phone'],
  fields: { text: longText(label('内容', 'Text'), { required: true, max: 4000 }) },
  done: { words: label('备注已记下', 'The note is kept') },
  run: async (work, { id, text }) => {
    const talk = await work.records.get(conversation, id, { fields: ['person'] })
    const noted = await work.records.create(message, {
      conversation: id,
      person: talk.person,
      direction: 'note',
      staff: work.actor.kind === 'user' ? work.actor.id : null,
      text,
      sent_at: work.now,
    })
    return { id, message: noted.id }
  },
})
