import { defineModule, label } from '@lianke/kernel'
import { email } from './email.channel.ts'
import { emailSettings } from './settings/email.settings.ts'

export { email } from './email.channel.ts'

/** What is in this module, for the model. */
export const emailChannelModule = defineModule({
  name: 'email',
  label: label('邮件', 'Email'),
  settings: emailSettings,
  channels: [email],
  words: {
    'refusal.email.unknown_action': label('没有这个动作', 'There is no such action'),
    'refusal.email.not_configured': label('还没有设置发信服务器', 'No mail server is set up'),
    'refusal.email.no_address': label('没有可用的邮箱', 'There is no usable email address'),
    'refusal.email.empty_text': label('邮件是空的', 'The email is empty'),
    'refusal.email.wrong_password': label('发信帐号或密码不对', 'The mail account or password is wrong'),
  },
})
