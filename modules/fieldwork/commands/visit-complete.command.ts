import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { tellVisit, visitOf } from './visit-of.ts'

/** Sums up a visit that was checked in. */
export const visitComplete = defineCommand({
  name: 'visit.complete',
  label: label('完成拜访', 'Complete'),
  may: { object: 'fieldwork.visit', action: 'update' },
  on: 'fieldwork.visit',
  writes: ['status', 'checked_out_at'],
  input: z.strictObject({ id: z.uuid(), summary: z.string().trim().min(1).max(10_000) }),
  run: async (room, { id, summary }) => {
    const visit = await visitOf(room, id)
    if (visit.status !== 'checked_in') refuse('visit.not_checked_in', { params: { subject: visit.subject } })
    await room.records.update('fieldwork.visit', id, { status: 'completed', summary })
    await tellVisit(room, 'visit.completed', visit, { summary: summary.slice(0, 200) })
    return { id }
  },
})
