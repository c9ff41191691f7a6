import { defineNotice, label, textIn } from '@lianke/kernel'

/** A subscription of a program outside stopped, because what it asked for could not be sent. */
export const webhookNotice = defineNotice({
  name: 'webhook.paused',
  label: label('Webhook 订阅停下', 'Webhook subscriptions that stop'),
  kind: 'alert',
  on: ['webhook.paused'],
  concerns: ({ payload }) => ({ staff: textIn(payload.staff) ?? '' }),
  said: ['title'],
  title: label('Webhook 订阅停下了：{title}', 'A webhook subscription stopped: {title}'),
  body: label(
    '原因和没有送出的内容在“设置 › Webhook 订阅”',
    'Why, and what was not sent, is in “Settings › Webhook subscriptions”',
  ),
  message: true,
})
