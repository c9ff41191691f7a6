import { definePage, definePanel, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

const report = 'insight.report'
const preference = 'insight.notice_preference'
export const pages: readonly PageDefinition[] = [
  definePage({
    name: 'insight.reports',
    label: label('报表', 'Reports'),
    area: 'insight',
    path: '/o/insight/report',
    icon: 'chart',
    may: report,
    order: 10,
    load: () => import('./reports.page.tsx'),
  }),
  definePage({
    name: 'insight.report',
    label: label('报表', 'Report'),
    area: 'insight',
    path: '/o/insight/report/$id',
    icon: 'chart',
    may: report,
    hidden: true,
    load: () => import('./report.page.tsx'),
  }),
  definePage({
    name: 'insight.notice_preferences',
    label: label('通知偏好', 'Notice preferences'),
    area: 'settings',
    path: '/settings/notices',
    icon: 'bell',
    may: preference,
    order: 15,
    settles: 'notices',
    load: () => import('./notice-preferences.page.tsx'),
  }),
]
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'insight.my_figures',
    label: label('本月', 'This month'),
    on: 'home:side',
    order: 10,
    load: () => import('./my-figures.panel.tsx'),
  }),
]
