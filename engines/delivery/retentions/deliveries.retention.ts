import { defineRetention, label } from '@lianke/kernel'

/** Budgets look back a week; the timeline has the facts. */
export const decidedDeliveries = defineRetention({
  name: 'delivery.decided',
  label: label('投递记录保留天数', 'Days that deliveries are kept'),
  help: label('客户时间线上的发送记录不受影响', 'What the timeline of a customer shows stays'),
  days: { default: 365, min: 90 },
  table: 'delivery',
  key: 'intent',
  settled: "state in ('sent', 'refused', 'unknown', 'dead')",
  at: 'decided_at',
})
/** An intent is known by its key so that nobody asks twice; it goes after its delivery, of which it is the text. */
export const deliveredIntents = defineRetention({
  name: 'delivery.intents',
  label: label('触达意图保留天数', 'Days that intents are kept'),
  help: label('至少与投递记录一样长；有投递记录的不会删除', 'At least as long as deliveries; one that has a delivery stays'),
  days: { default: 365, min: 90 },
  table: 'intent',
  key: 'id',
  settled:
    'not exists (select 1 from intent_queue q where q.intent = intent.id) and not exists (select 1 from delivery d where d.intent = intent.id)',
  at: 'created_at',
})
