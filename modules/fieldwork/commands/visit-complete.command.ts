import { defineCommand, label, longText, refuse } from '@lianke/kernel'
import { tellVisit, visitOf } from './visit-of.ts'
import { visit as visitObject } from '../objects/visit.object.ts'

/** Sums up a visit that was checked in. */
export const visitComplete = defineCommand({
  name: 'visit.complete',
  label: label('完成拜访', 'Complete'),
  may: { object: visitObject, action: 'update' },
  on: visitObject,
  writes: ['status', 'checked_out_at'],
  icon: 'check',
  place: ['record', 'phone'],
  offered: { status: ['checked_in'] },
  fields: { summary: longText(label('拜访小结', 'Summary'), { required: true, max: 10_000 }) },
  done: { words: label('拜访已完成', 'The visit is completed') },
  undo: 'changes',
  run: async (work, { id, summary }) => {
    const visit = await visitOf(work, id)
    if (visit.status !== 'checked_in') refuse('visit.not_checked_in', { params: { subject: visit.subject } })
    await work.records.update(visitObject, id, { status: 'completed', summary })
    await tellVisit(work, 'visit.completed', visit, { summary: summary.slice(0, 200) })
    return { id }
  },
})
