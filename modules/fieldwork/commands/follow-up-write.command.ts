import { defineCommand, label, ownFieldsOnly, refuse } from '@lianke/kernel'
import { z } from 'zod'

const moment = z.iso.datetime({ offset: true })
const fields = {
  content: z.string().trim().min(1).max(10_000),
  way: z.enum(['phone', 'wechat', 'visit', 'email', 'meeting', 'other']).default('wechat'),
  person: z.uuid().nullish(),
  account: z.uuid().nullish(),
  lead: z.uuid().nullish(),
  opportunity: z.uuid().nullish(),
  happened_at: moment.nullish(),
  images: z.array(z.uuid()).max(9).nullish(),
  attachments: z.array(z.uuid()).max(9).nullish(),
  owner: z.uuid().nullish(),
  next_at: moment.nullish(),
  next: z.strictObject({ subject: z.string().trim().min(1).max(300), due_at: moment }).nullish(),
}

/** Writes down what was said, and if wanted the next thing to do, in one act. */
export const followUpWrite = defineCommand({
  name: 'follow_up.write',
  label: label('写跟进', 'Write a follow-up'),
  may: { object: 'fieldwork.follow_up', action: 'create' },
  input: z.looseObject(fields).superRefine(ownFieldsOnly(fields)),
  run: async (room, { next, owner, ...input }) => {
    const { person, account, lead, opportunity } = input
    if (!person && !account && !lead && !opportunity)
      refuse('follow_up.about_nothing', { problems: [{ path: '/person', code: 'follow_up.about_nothing' }] })
    if (next && Date.parse(next.due_at) < Date.parse(room.now))
      refuse('follow_up.next_in_the_past', { problems: [{ path: '/next/due_at', code: 'follow_up.next_in_the_past' }] })
    const note = await room.records.create('fieldwork.follow_up', {
      ...input,
      ...(owner ? { owner } : {}),
      happened_at: input.happened_at ?? room.now,
      next_at: next?.due_at ?? input.next_at ?? null,
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
      if (early) await room.records.update('lead.lead', lead, { status: 'contacted' })
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
