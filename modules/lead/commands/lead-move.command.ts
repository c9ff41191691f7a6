import { defineCommand, label, option, refuse, select } from '@lianke/kernel'
import { z } from 'zod'
import { lead as leadObject } from '../objects/lead.object.ts'

/** Says how far the talk with a lead has come. Taking, converting and giving up are acts of their own. */
export const leadMove = defineCommand({
  name: 'lead.move',
  label: label('推进', 'Move on'),
  may: { object: leadObject, action: 'update' },
  on: leadObject,
  writes: ['status', 'contacted_at'],
  icon: 'arrow-right',
  place: ['record', 'selection', 'phone', 'process'],
  offered: { status: ['new', 'assigned', 'contacted', 'qualified'] },
  fields: {
    status: select(label('推进到', 'Move to'), {
      required: true,
      options: [
        option('new', '未分配', 'New'),
        option('contacted', '已联系', 'Contacted'),
        option('qualified', '有意向', 'Qualified'),
      ],
    }),
  },
  done: { words: label('线索已推进', 'The lead has moved on') },
  undo: 'changes',
  input: z.strictObject({ id: z.uuid(), status: z.enum(['new', 'contacted', 'qualified']), version: z.int().optional() }),
  run: async (work, { id, status, version }) => {
    const lead = await work.records.get(leadObject, id, { forUpdate: true })
    if (lead.status === 'converted') refuse('lead.already_converted')
    if (lead.status === status) return { id, changed: false }
    await work.records.update(leadObject, id, { status, ...(version === undefined ? {} : { version }) })
    return { id, changed: true }
  },
  runSet: async (work, ids, { status }) => {
    const leads = await work.records.find(leadObject, ids, { fields: ['status'], forUpdate: true })
    const open = [...leads.values()].filter((lead) => lead.status !== 'converted' && lead.status !== status)
    const { refused } = await work.records.upsert({
      object: leadObject,
      rows: open.map(({ id }) => ({ id, status })),
      partial: true,
    })
    const kept = new Set(refused.map(({ row }) => open[row]?.id))
    return {
      changed: open.flatMap(({ id }) => (kept.has(id) ? [] : [id])),
      refused: [
        ...ids.filter((id) => !leads.has(id)).map((id) => ({ id, code: 'record.not_found' })),
        ...[...leads.values()]
          .filter((lead) => lead.status === 'converted')
          .map(({ id }) => ({ id, code: 'lead.already_converted' })),
        ...refused.map(({ row, code, params }) => ({ id: open[row]?.id ?? '', code, ...(params ? { params } : {}) })),
      ],
    }
  },
})
