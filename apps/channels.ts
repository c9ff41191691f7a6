import type { ModuleDefinition } from '@lianke/kernel'
import { selfChannelModule } from '@lianke/channel-self'
import { wecomChannelModule } from '@lianke/channel-wecom'

/** The channels of the product. One line per channel. */
export const channels: readonly ModuleDefinition[] = [
  selfChannelModule,
  wecomChannelModule,
]
