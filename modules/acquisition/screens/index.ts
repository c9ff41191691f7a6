import { definePage, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

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
export const panels: readonly PanelDefinition[] = []
