import { definePage, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

/** How the company is connected to WeCom. */
export const pages: readonly PageDefinition[] = [
  definePage({
    name: 'wecom.connection',
    label: label('企业微信', 'WeCom'),
    area: 'channel',
    path: '/channels/wecom',
    icon: 'radio',
    may: 'platform.settings',
    order: 10,
    load: () => import('./wecom.page.tsx'),
  }),
]
export const panels: readonly PanelDefinition[] = []
