import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { visitOf } from './visit-of.ts'

/** A cancelled visit takes place after all. */
export const visitPlanAgain = defineCommand({
  name: 'visit.plan_again',
  label: label('重新计划', 'Plan again'),
  may: { object: 'fieldwork.visit', action: 'update' },
  on: 'fieldwork.visit',
  writes: ['status'],
  input: z.strictObject({ id: z.uuid(), planned_at: z.iso.datetime({ offset: true }).optional() }),
  run: async (room, { id, planned_at }) => {
    const visit = await visitOf(room, id)
    if (visit.status !== 'cancelled') refuse('visit.not_cancelled', { params: { subject: visit.subject } })
    await room.records.update('fieldwork.visit', id, { status: 'planned', ...(planned_at ? { planned_at } : {}) })
    return { id }
  },
})
