import { defineCommand, label, like, longText, refuse } from '@lianke/kernel'
import { lead as leadObject } from '../objects/lead.object.ts'

/** Says that there is no business in a lead, and why. */
export const leadDisqualify = defineCommand({
  name: 'lead.disqualify',
  label: label('判为无效', 'Disqualify'),
  may: { object: leadObject, action: 'update' },
  on: leadObject,
  writes: ['status', 'disqualified_reason'],
  icon: 'slash',
  rows: 'update',
  place: ['record', 'selection', 'phone', 'process'],
  offered: { status: ['new', 'assigned', 'contacted', 'qualified'] },
  fields: {
    reason: like(leadObject.fields.disqualified_reason, { required: true }),
    remark: longText(label('备注', 'Remark'), { max: 2000 }),
  },
  done: { words: label('已判为无效', 'Disqualified') },
  undo: 'changes',
  run: async (work, input) => {
    const lead = await work.records.get(leadObject, input.id, { forUpdate: true })
    if (lead.status === 'converted') refuse('lead.already_converted')
    if (lead.status === 'disqualified') refuse('lead.already_disqualified')
    const remark = input.remark ? [lead.remark, input.remark].filter(Boolean).join('\n') : undefined
    await work.records.update(leadObject, input.id, {
      status: 'disqualified',
      disqualified_reason: input.reason,
      ...(remark ? { remark } : {}),
    })
    await work.emit({
      name: 'lead.disqualified',
      subject: { object: leadObject.name, id: input.id },
      person: lead.person,
      payload: { name: lead.name, reason: input.reason },
    })
    return { id: input.id }
  },
})
