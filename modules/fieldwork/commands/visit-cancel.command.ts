import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { visitOf } from './visit-of.ts'
import { visit as visitObject } from '../objects/visit.object.ts'

/** A planned visit does not take place. */
export const visitCancel = defineCommand({
  name: 'visit.cancel',
  label: label('取消拜访', 'Cancel'),
  may: { object: visitObject, action: 'update' },
  on: visitObject,
  writes: ['status'],
  icon: 'circle-x',
  place: ['record', 'selection', 'phone'],
  offered: { status: ['planned'] },
  fields: {},
  done: { words: label('已取消 {n} 次拜访', 'Cancelled {n} visits') },
  undo: { command: 'visit.plan_again' },
  input: z.strictObject({ id: z.uuid() }),
  run: async (work, { id }) => {
    const visit = await visitOf(work, id)
    if (visit.status !== 'planned') refuse('visit.not_planned', { params: { subject: visit.subject } })
    await work.records.update(visitObject, id, { status: 'cancelled' })
    return { id }
  },
})
