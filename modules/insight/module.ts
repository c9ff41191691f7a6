import { defineModule, label } from '@lianke/kernel'
import { noticePrefer } from './commands/notice-prefer.command.ts'
import { notificationRead } from './commands/notification-read.command.ts'
import { notification } from './objects/notification.object.ts'
import { noticePreference } from './objects/notice-preference.object.ts'
import { report } from './objects/report.object.ts'
import { savedView } from './objects/saved-view.object.ts'
import { grants } from './roles/granted.role.ts'
import { onWorkItemAnswered } from './reactions/on-work-item-answered.reaction.ts'
import { teamNotice } from './notices/team-added.notice.ts'
import { webhookNotice } from './notices/webhook-paused.notice.ts'

/** Views, reports and notices. */
export const insightModule = defineModule({
  name: 'insight',
  label: label('数据', 'Insight'),
  area: 'insight',
  objects: [report, savedView, notification, noticePreference],
  grants,
  notices: [teamNotice, webhookNotice],
  reactions: [onWorkItemAnswered],
  commands: [notificationRead, noticePrefer],
  words: {
    'refusal.notice.unknown': label('没有这种通知', 'There is no such notice'),
    'refusal.notice.nobody': label('通知偏好属于员工本人', 'Preferences belong to a member of staff'),
  },
})
