import { definePanel, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

export const pages: readonly PageDefinition[] = []
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'customer.identities',
    label: label('身份标识', 'Identities'),
    on: 'customer.person:known',
    order: 10,
    load: () => import('./identities.panel.tsx'),
  }),
]
