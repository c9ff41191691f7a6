import type { ModuleDefinition } from '@lianke/kernel'
import { emailChannelModule } from '@lianke/channel-email'
import { selfChannelModule } from '@lianke/channel-self'
import { smsChannelModule } from '@lianke/channel-sms'
import { webhookChannelModule } from '@lianke/channel-webhook'
import { wecomChannelModule } from '@lianke/channel-wecom'

/** The channels of the product. One line per channel. */
export const channels: readonly ModuleDefinition[] = [
  selfChannelModule,
  wecomChannelModule,
  emailChannelModule,
  smsChannelModule,
  webhookChannelModule,
]
