import { definePage, definePanel, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

const automation = 'automation.automation'

export const pages: readonly PageDefinition[] = [
  definePage({
    name: 'automation.automations',
    label: label('自动化', 'Automations'),
    area: 'settings',
    path: '/o/automation/automation',
    icon: 'zap',
    may: automation,
    order: 25,
    load: () => import('./automations.page.tsx'),
  }),
  definePage({
    name: 'automation.automation',
    label: label('自动化', 'Automation'),
    area: 'settings',
    path: '/o/automation/automation/$id',
    icon: 'zap',
    may: automation,
    hidden: true,
    load: () => import('./automation.page.tsx'),
  }),
]
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'automation.runs_here',
    label: label('运行中的流程', 'Processes here'),
    on: '*:side',
    order: 60,
    load: () => import('./runs-here.panel.tsx'),
  }),
]
