import { defineModule, label } from '@lianke/kernel'
import { smsSettings } from './settings/sms.settings.ts'
import { sms } from './sms.channel.ts'

export { sms } from './sms.channel.ts'

/** What is in this module, for the model. */
export const smsChannelModule = defineModule({
  name: 'sms',
  label: label('短信', 'SMS'),
  settings: smsSettings,
  channels: [sms],
  words: {
    'refusal.sms.unknown_action': label('没有这个动作', 'There is no such action'),
    'refusal.sms.not_configured': label('还没有设置短信服务商', 'No SMS provider is set up'),
    'refusal.sms.no_phone': label('没有可用的手机号', 'There is no usable phone number'),
    'refusal.sms.empty_text': label('短信是空的', 'The message is empty'),
    'refusal.sms.text_too_long': label('短信超过 500 字', 'The message is longer than 500 characters'),
    'refusal.sms.unreadable_answer': label('服务商的应答无法读取', 'The answer of the provider cannot be read'),
    'refusal.sms.provider_refused': label('服务商拒绝了这条短信', 'The provider refused the message'),
  },
})
