import { definePage, definePanel, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

const channelCode = 'marketing.channel_code'

export const pages: readonly PageDefinition[] = [
  definePage({
    name: 'marketing.channel_codes',
    label: label('渠道活码', 'Channel codes'),
    area: 'marketing',
    path: '/o/marketing/channel_code',
    icon: 'qrcode',
    may: channelCode,
    order: 40,
    load: () => import('./channel-codes.page.tsx'),
  }),
  definePage({
    name: 'marketing.channel_code',
    label: label('渠道活码', 'Channel code'),
    area: 'marketing',
    path: '/o/marketing/channel_code/$id',
    icon: 'qrcode',
    may: channelCode,
    hidden: true,
    load: () => import('./channel-code.page.tsx'),
  }),
]
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'marketing.setup_code',
    label: label('第一个活码', 'First code'),
    on: 'setup:acquisition.first_code',
    may: 'channel_code.publish',
    load: () => import('./setup/first-code.panel.tsx'),
  }),
  definePanel({
    name: 'marketing.setup_greeting',
    label: label('等第一位客户', 'Waiting for the first customer'),
    on: 'setup:acquisition.first_greeting',
    order: 10,
    may: channelCode,
    load: () => import('./setup/first-greeting.panel.tsx'),
  }),
]
