import { staff as staffObject } from '@lianke/organisation/contract'
import { defineCommand, label, refuse, user } from '@lianke/kernel'
import { z } from 'zod'
import { lead as leadObject } from '../objects/lead.object.ts'

const leadsMax = 200

/** Gives leads to one staff member. */
export const leadAssign = defineCommand({
  name: 'lead.assign',
  label: label('分配', 'Assign'),
  may: 'lead.assign',
  on: leadObject,
  writes: ['status', 'assigned_at'],
  icon: 'user-check',
  rows: 'update',
  place: ['record', 'selection', 'filter', 'phone', 'process'],
  offered: { status: ['new', 'assigned', 'contacted', 'qualified', 'disqualified'] },
  fields: {
    owner: user(label('分配给', 'Assign to'), { required: true, where: { field: 'status', op: 'eq', value: 'active' } }),
  },
  input: z.strictObject({ id: z.uuid().optional(), leads: z.array(z.uuid()).max(leadsMax).optional() }),
  done: { words: label('已分配 {n} 条线索', 'Assigned {n} leads') },
  undo: 'changes',
  run: async (work, input) => {
    const ids = [...new Set([...(input.leads ?? []), ...(input.id ? [input.id] : [])])]
    if (ids.length === 0) refuse('lead.none_chosen')
    const staff = await work.system.records.get(staffObject, input.owner, { fields: ['name', 'status'] })
    if (staff.status !== 'active') refuse('lead.assignee_left', { params: { name: staff.name } })
    const leads = await work.records.list(leadObject, {
      filter: { field: 'id', op: 'in', value: ids },
      fields: ['id', 'name', 'status', 'person', 'owner'],
      limit: leadsMax,
      forUpdate: true,
    })
    if (leads.data.length < ids.length) refuse('record.not_found', { status: 404 })
    if (leads.data.some((lead) => lead.status === 'converted')) refuse('lead.already_converted')
    const fresh: readonly string[] = ['new', 'disqualified', 'assigned']
    await work.records.upsert({
      object: leadObject,
      rows: leads.data.map((lead) => ({
        id: lead.id,
        owner: input.owner,
        assigned_at: work.now,
        ...(fresh.includes(lead.status) ? { status: 'assigned' as const } : {}),
      })),
    })
    for (const lead of leads.data) {
      await work.emit({
        name: 'lead.assigned',
        subject: { object: leadObject.name, id: lead.id },
        person: lead.person,
        payload: { name: lead.name, owner: input.owner, owner_name: staff.name },
      })
    }
    return { assigned: leads.data.length }
  },
})
