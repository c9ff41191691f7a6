import { definePanel, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

export const pages: readonly PageDefinition[] = []
export const panels: readonly PanelDefinition[] = [
  definePanel({ name: 'customer.active', label: label('有动静的客户', 'Customers who acted'), on: 'home:main', order: 20, load: () => import('./active-customers.panel.tsx') }),
]
