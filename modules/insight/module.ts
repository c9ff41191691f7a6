import { defineModule, label } from '@lianke/kernel'
import { notificationRead } from './commands/notification-read.command.ts'
import { notification } from './objects/notification.object.ts'
import { report } from './objects/report.object.ts'
import { savedView } from './objects/saved-view.object.ts'
import { onConcerningStaff } from './reactions/on-concerning-staff.reaction.ts'
import { grants } from './roles/granted.role.ts'

/** Views, reports and notices. */
export const insightModule = defineModule({
  name: 'insight',
  label: label('数据', 'Insight'),
  area: 'insight',
  objects: [report, savedView, notification],
  grants,
  commands: [notificationRead],
  reactions: [onConcerningStaff],
})
