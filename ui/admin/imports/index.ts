import { definePage, label, type PageDefinition } from '@lianke/kernel'

/** Files become records here; lists lead to it by the page's name. */
export const importPages: readonly PageDefinition[] = [
  definePage({
    name: 'platform.import',
    label: label('导入', 'Import'),
    area: 'settings',
    path: '/imports',
    icon: 'upload',
    order: 55,
    load: () => import('./imports.page.tsx'),
  }),
  definePage({
    name: 'platform.import_run',
    label: label('导入', 'Import'),
    area: 'settings',
    path: '/imports/$id',
    icon: 'upload',
    hidden: true,
    load: () => import('./import.page.tsx'),
  }),
]
