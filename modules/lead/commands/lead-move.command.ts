import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'

/** Says how far the talk with a lead has come. Taking, converting and giving up are acts of their own. */
export const leadMove = defineCommand({
  name: 'lead.move',
  label: label('推进', 'Move on'),
  may: { object: 'lead.lead', action: 'update' },
  on: 'lead.lead',
  writes: ['status', 'contacted_at'],
  input: z.strictObject({ id: z.uuid(), status: z.enum(['new', 'contacted', 'qualified']), version: z.int().optional() }),
  run: async (room, { id, status, version }) => {
    const lead = await room.records.get('lead.lead', id, { forUpdate: true })
    if (lead.status === 'converted') refuse('lead.already_converted')
    if (lead.status === status) return { id, changed: false }
    await room.records.update('lead.lead', id, { status, ...(version === undefined ? {} : { version }) })
    return { id, changed: true }
  },
})
