import { definePanel, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

export const pages: readonly PageDefinition[] = []
export const panels: readonly PanelDefinition[] = [
  definePanel({ name: 'insight.my_figures', label: label('本月', 'This month'), on: 'home:side', order: 10, load: () => import('./my-figures.panel.tsx') }),
]
