import { defineEvent, label, text } from '@lianke/kernel'
import { webhookPaused } from './stop-subscription.ts'

/** What happens to subscriptions by themselves: seen in the audit, and in the bell of whoever made one. */
export const webhookEvents = [
  defineEvent({
    name: webhookPaused,
    label: label('订阅已停下', 'Webhook paused'),
    icon: 'pause',
    fields: {
      title: text(label('订阅', 'Subscription')),
      reason: text(label('原因', 'Reason')),
      staff: text(label('创建人', 'Made by')),
    },
    sentence: label('订阅“{title}”停下了', 'The subscription “{title}” was paused'),
  }),
]
