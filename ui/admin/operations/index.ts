import { definePage, definePanel, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

/** What runs behind the screens. */
export const operationsPages: readonly PageDefinition[] = [
  definePage({
    name: 'platform.operations',
    label: label('运行', 'Operations'),
    area: 'settings',
    path: '/settings/operations',
    icon: 'activity',
    order: 65,
    may: 'platform.operations',
    load: () => import('./operations.page.tsx'),
  }),
]

/** Home of who keeps the house running. */
export const operationsPanels: readonly PanelDefinition[] = [
  definePanel({
    name: 'platform.health',
    label: label('系统状况', 'Health'),
    on: 'home:main',
    order: 2,
    may: 'platform.operations',
    load: () => import('./health.panel.tsx'),
  }),
  definePanel({
    name: 'platform.open_jobs',
    label: label('后台任务', 'Jobs'),
    on: 'home:main',
    order: 3,
    may: 'platform.operations',
    load: () => import('./open-jobs.panel.tsx'),
  }),
]
