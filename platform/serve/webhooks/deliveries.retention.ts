import { defineRetention, label } from '@lianke/kernel'

/** What waits for an address that has been paused for so long goes too: nobody resumes a month later to be told of it. */
export const webhookDeliveries = defineRetention({
  name: 'webhooks.deliveries',
  label: label('Webhook 投递保留天数', 'Days that webhook deliveries are kept'),
  help: label(
    '更早的不能再重新投递；停用期间等待的也一样',
    'Older ones cannot be sent again, also those that wait while a subscription is paused',
  ),
  days: { default: 30, min: 3 },
  table: 'webhook_delivery',
  key: 'id',
  settled: 'true',
  at: 'created_at',
})
