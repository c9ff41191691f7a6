import { defineNotice, label, textIn } from '@lianke/kernel'
import { leadAssigned } from '../events/lead.events.ts'
import { lead } from '../objects/lead.object.ts'

/** A lead was given to somebody. */
export const leadNotice = defineNotice({
  name: 'lead.assigned',
  label: label('分给我的线索', 'Leads given to me'),
  kind: 'task',
  on: [leadAssigned.name],
  concerns: ({ payload, record }) => ({
    staff: textIn(payload.owner) ?? '',
    about: record ? { object: lead.name, id: record } : null,
  }),
  title: label('新线索：{title}', 'New lead: {title}'),
  message: true,
})
