import { defineCommand, label, like, refuse } from '@lianke/kernel'
import { visit } from '../objects/visit.object.ts'
import { visitOf } from './visit-of.ts'

/** A cancelled visit takes place after all. */
export const visitPlanAgain = defineCommand({
  name: 'visit.plan_again',
  label: label('重新计划', 'Plan again'),
  may: { object: visit, action: 'update' },
  on: visit,
  writes: ['status'],
  icon: 'calendar',
  place: ['record', 'phone'],
  offered: { status: ['cancelled'] },
  fields: { planned_at: like(visit.fields.planned_at) },
  prefill: { planned_at: 'planned_at' },
  done: { words: label('拜访已重新计划', 'The visit is planned again') },
  undo: { command: 'visit.cancel' },
  run: async (work, { id, planned_at }) => {
    const { status, subject } = await visitOf(work, id)
    if (status !== 'cancelled') refuse('visit.not_cancelled', { params: { subject } })
    await work.records.update(visit, id, { status: 'planned', ...(planned_at ? { planned_at } : {}) })
    return { id }
  },
})
