import { definePage, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'
import type { SignInDoor } from '@lianke/ui'

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
/** At a desk one signs in by scanning. */
export const signInDoors: readonly SignInDoor[] = [
  {
    name: 'wecom',
    label: label('企业微信扫码登录', 'Scan with WeCom'),
    offered: '/sign-in/wecom/offered',
    away: (to) => `/sign-in/wecom?by=scan&to=${encodeURIComponent(to)}`,
  },
]
