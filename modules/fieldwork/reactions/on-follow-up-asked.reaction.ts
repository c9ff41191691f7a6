import { defineReaction, textIn } from '@lianke/kernel'
import { ticketFollowUpAsked } from '@lianke/ticket/contract'
import { task } from '../objects/task.object.ts'

/** What is to be done for a ticket later is a task of whoever asked. */
export const onFollowUpAsked = defineReaction({
  name: 'fieldwork.on_follow_up_asked',
  on: [ticketFollowUpAsked.name],
  once: ({ id }) => id,
  run: async (work, { person, record, payload }) => {
    const [subject, due] = [textIn(payload.what), textIn(payload.due_at)]
    if (!subject || !due) return
    await work.system.records.create(task, {
      subject,
      due_at: due,
      person,
      ticket: record,
      owner: textIn(payload.owner),
    })
  },
})
