import { definePage, definePanel, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'
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
const may = 'platform.settings'
/** What WeCom can do for the steps of the set-up guide. */
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'wecom.connect',
    label: label('接入企业微信', 'Connect WeCom'),
    on: 'setup:wecom.connection',
    may,
    load: () => import('./setup/connect.panel.tsx'),
  }),
  ...['organisation.members', 'customer.customers'].map((step) =>
    definePanel({
      name: `wecom.read_${step}`,
      label: label('同步企业微信', 'Sync WeCom'),
      on: `setup:${step}`,
      may,
      load: () => import('./setup/read.panel.tsx'),
    }),
  ),
  definePanel({
    name: 'wecom.sandbox_scan',
    label: label('在沙盒里扫码', 'Scan in the sandbox'),
    on: 'setup:acquisition.first_greeting',
    order: 20,
    may,
    load: () => import('./setup/sandbox-scan.panel.tsx'),
  }),
]
/** At a desk one signs in by scanning. */
export const signInDoors: readonly SignInDoor[] = [
  {
    name: 'wecom',
    label: label('企业微信扫码登录', 'Scan with WeCom'),
    offered: '/sign-in/wecom/offered',
    away: (to) => `/sign-in/wecom?by=scan&to=${encodeURIComponent(to)}`,
  },
]
