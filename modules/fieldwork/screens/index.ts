import { account, person } from '@lianke/customer/contract'
import { lead } from '@lianke/lead/contract'
import { opportunity } from '@lianke/sales/contract'
import { definePanel, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

const composer = (on: string) =>
  definePanel({
    name: `fieldwork.composer.${on}`,
    label: label('写跟进', 'Write a follow-up'),
    on: `${on}:composer`,
    load: () => import('./follow-up-composer.panel.tsx'),
  })

export const pages: readonly PageDefinition[] = []
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'fieldwork.active_customers',
    label: label('有动静的客户', 'Customers who acted'),
    on: 'home:main',
    order: 20,
    load: () => import('./active-customers.panel.tsx'),
  }),
  definePanel({
    name: 'fieldwork.next_acts',
    label: label('下一步', 'Next'),
    on: `${person.name}:side`,
    order: 10,
    load: () => import('./next-acts.panel.tsx'),
  }),
  ...[person.name, account.name, lead.name, opportunity.name].map(composer),
]
