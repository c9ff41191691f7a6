import { defineCommand, label, longText, refuse } from '@lianke/kernel'

/** Sums up a visit that was checked in. */
export const visitComplete = defineCommand({
  name: 'visit.complete',
  label: label('完成拜访', 'Complete'),
  may: { object: 'fieldwork.visit', action: 'update' },
  on: 'fieldwork.visit',
  icon: 'check',
  place: ['record', 'phone'],
  offered: { status: ['checked_in'] },
  fields: { summary: longText(label('拜访小结', 'Summary'), { required: true, max: 10_000 }) },
  done: { words: label('拜访已完成', 'The visit is completed') },
  undo: 'changes',
  run: async (room, input) => {
    const visit = await room.records.get('fieldwork.visit', input.id, { forUpdate: true })
    if (visit.status !== 'checked_in') refuse('visit.not_checked_in', { params: { subject: visit.subject } })
    await room.records.update('fieldwork.visit', input.id, {
      status: 'completed',
      checked_out_at: room.now,
      summary: input.summary,
    })
    await room.emit({
      name: 'visit.completed',
      subject: { object: 'fieldwork.visit', id: input.id },
      person: (visit.person as string | null) ?? null,
      payload: { subject: visit.subject, summary: input.summary.slice(0, 200) },
    })
    return { id: input.id }
  },
})
