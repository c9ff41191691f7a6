import { definePage, label, type PageDefinition } from '@lianke/kernel'

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
