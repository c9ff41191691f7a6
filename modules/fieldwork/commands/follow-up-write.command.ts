import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'

const about = {
  person: z.uuid().optional(),
  account: z.uuid().optional(),
  lead: z.uuid().optional(),
  opportunity: z.uuid().optional(),
}

/** Writes down what was said, and if wanted the next thing to do, in one act. */
export const followUpWrite = defineCommand({
  name: 'follow_up.write',
  label: label('写跟进', 'Write a follow-up'),
  may: { object: 'fieldwork.follow_up', action: 'create' },
  input: z.strictObject({
    ...about,
    content: z.string().trim().min(1).max(10_000),
    way: z.enum(['phone', 'wechat', 'visit', 'email', 'meeting', 'other']).default('wechat'),
    happened_at: z.iso.datetime({ offset: true }).optional(),
    images: z.array(z.uuid()).max(9).optional(),
    next: z.strictObject({ subject: z.string().trim().min(1).max(300), due_at: z.iso.datetime({ offset: true }) }).optional(),
  }),
  run: async (room, { next, ...input }) => {
    const { person, account, lead, opportunity } = input
    if (!person && !account && !lead && !opportunity)
      refuse('follow_up.about_nothing', { problems: [{ path: '/person', code: 'follow_up.about_nothing' }] })
    if (next && next.due_at < room.now)
      refuse('follow_up.next_in_the_past', { problems: [{ path: '/next/due_at', code: 'follow_up.next_in_the_past' }] })
    const note = await room.records.create('fieldwork.follow_up', {
      ...input,
      happened_at: input.happened_at ?? room.now,
      next_at: next?.due_at ?? null,
    })
    const task = next
      ? await room.records.create('fieldwork.task', {
          person,
          account,
          lead,
          opportunity,
          subject: next.subject,
          due_at: next.due_at,
          source: 'follow_up',
        })
      : null
    if (lead) {
      const row = await room.records.get('lead.lead', lead, { fields: ['status'] })
      const early = row.status === 'new' || row.status === 'assigned'
      if (early) await room.records.update('lead.lead', lead, { status: 'contacted', contacted_at: room.now })
    }
    await room.emit({
      name: 'follow_up.written',
      subject: { object: 'fieldwork.follow_up', id: note.id },
      person: person ?? null,
      payload: { content: input.content.slice(0, 200), way: input.way },
    })
    return { id: note.id, task: task?.id ?? null }
  },
})
