import { definePage, definePanel, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'
import { setupPath } from './setup-path.ts'

const may = 'platform.settings'

/** How an empty company comes to life; what can be done for a step is put on `setup:<step>` by whoever can do it. */
export const setupPages: readonly PageDefinition[] = [
  definePage({
    name: 'settings.setup',
    label: label('开始使用', 'Getting started'),
    area: 'settings',
    path: setupPath,
    icon: 'rocket',
    may,
    hidden: true,
    load: () => import('./setup-guide.page.tsx'),
  }),
]
export const setupPanels: readonly PanelDefinition[] = [
  definePanel({
    name: 'settings.setup_guide',
    label: label('开始使用', 'Getting started'),
    on: 'home:main',
    order: 1,
    may,
    load: () => import('./setup-guide.panel.tsx'),
  }),
]
