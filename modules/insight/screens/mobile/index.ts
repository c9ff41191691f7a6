import { definePage, definePanel, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

const notification = 'insight.notification'

/** Messages and figures on a phone. */
export const pages: readonly PageDefinition[] = [
  definePage({
    name: 'insight.messages',
    label: label('消息', 'Messages'),
    area: 'home',
    path: '/messages',
    icon: 'bell',
    order: 50,
    may: notification,
    device: 'mobile',
    load: () => import('./messages.page.tsx'),
  }),
]
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'insight.unread',
    label: label('未读', 'Unread'),
    on: 'tab:insight.messages',
    may: notification,
    load: () => import('./unread.panel.tsx'),
  }),
  definePanel({
    name: 'insight.figures',
    label: label('我的数字', 'My figures'),
    on: 'home:main',
    order: 40,
    load: () => import('./figures.panel.tsx'),
  }),
]
