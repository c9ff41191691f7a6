import { defineSetting, label, type SettingDefinition } from '@lianke/kernel'
import { z } from 'zod'

const section = label('Webhook', 'Webhook')

export const webhookSettings: readonly SettingDefinition<never>[] = [
  defineSetting({
    name: 'webhook.url',
    section,
    label: label('接收地址', 'Receiving address'),
    schema: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]),
    default: '',
    help: label('动作没有写明地址时发到这里', 'Used when an action names no address'),
  }),
  defineSetting({
    name: 'webhook.secret',
    section,
    secret: true,
    label: label('签名密钥', 'Signing secret'),
    schema: z.string().max(200),
    default: '',
    help: label(
      '接收方用它核对 webhook-signature（或旧的 Lianke-Signature）',
      'The receiver checks webhook-signature (or the older Lianke-Signature) with it',
    ),
  }),
] as unknown as readonly SettingDefinition<never>[]
