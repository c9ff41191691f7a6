import { defineModule, label } from '@lianke/kernel'
import { webhookSettings } from './settings/webhook.settings.ts'
import { webhook } from './webhook.channel.ts'

export { verifyWebhook, webhookSignature } from './sign/webhook-signature.rule.ts'
export { webhook } from './webhook.channel.ts'

/** What is in this module, for the model. */
export const webhookChannelModule = defineModule({
  name: 'webhook',
  label: label('Webhook', 'Webhook'),
  settings: webhookSettings,
  channels: [webhook],
  words: {
    'refusal.webhook.unknown_action': label('没有这个动作', 'There is no such action'),
    'refusal.webhook.no_address': label('没有接收地址', 'There is no receiving address'),
    'refusal.webhook.no_secret': label('还没有设置签名密钥', 'The signing secret is not set'),
  },
})
