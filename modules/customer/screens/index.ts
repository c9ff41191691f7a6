import { definePanel, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

export const pages: readonly PageDefinition[] = []
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'customer.active',
    label: label('有动静的客户', 'Customers who acted'),
    on: 'home:main',
    order: 20,
    load: () => import('./active-customers.panel.tsx'),
  }),
  definePanel({
    name: 'customer.next_acts',
    label: label('下一步', 'Next'),
    on: 'customer.person:side',
    order: 10,
    load: () => import('./next-acts.panel.tsx'),
  }),
  definePanel({
    name: 'customer.identities',
    label: label('身份标识', 'Identities'),
    on: 'customer.person:known',
    order: 10,
    load: () => import('./identities.panel.tsx'),
  }),
]
