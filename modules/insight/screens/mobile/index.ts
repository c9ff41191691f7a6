import { definePage, definePanel, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

const notification = 'insight.notification'
const preference = 'insight.notice_preference'

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
  definePage({
    name: 'insight.notice_preferences',
    label: label('通知偏好', 'Notice preferences'),
    area: 'home',
    path: '/messages/preferences',
    icon: 'bell',
    may: preference,
    hidden: true,
    device: 'mobile',
    load: () => import('./notice-preferences.page.tsx'),
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
