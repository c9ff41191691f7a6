import { staff as staffObject } from '@lianke/organisation/contract'
import { opportunity } from '@lianke/sales/contract'
import { defineEvent, label, reference, text } from '@lianke/kernel'

const staff = reference(label('员工', 'Staff'), staffObject)

export const leadAssigned = defineEvent({
  name: 'lead.assigned',
  label: label('分配线索', 'Lead assigned'),
  icon: 'user-plus',
  fields: { name: text(label('线索', 'Lead')), owner: staff, owner_name: text(label('员工', 'Staff')) },
  sentence: label('线索 {name} 分配给 {owner_name}', 'Lead {name} assigned to {owner_name}'),
})
/** The turns in the life of a lead. */
export const leadEvents = [
  leadAssigned,
  defineEvent({
    name: 'lead.converted',
    label: label('线索转化', 'Lead converted'),
    icon: 'check-check',
    fields: { name: text(label('线索', 'Lead')), opportunity: reference(label('商机', 'Opportunity'), opportunity) },
    sentence: label('线索 {name} 已转化', 'Lead {name} converted'),
  }),
  defineEvent({
    name: 'lead.disqualified',
    label: label('线索无效', 'Lead disqualified'),
    icon: 'circle-x',
    fields: { name: text(label('线索', 'Lead')), reason: text(label('原因', 'Reason')) },
    sentence: label('线索 {name} 判为无效：{reason}', 'Lead {name} disqualified: {reason}'),
  }),
]
