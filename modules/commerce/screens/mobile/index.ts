import { person as personObject } from '@lianke/customer/contract'
import { definePanel, label, type PanelDefinition } from '@lianke/kernel'

const person = personObject.name

/** Orders on a phone. */
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'commerce.order',
    label: label('订单', 'Order'),
    on: `${person}:act`,
    order: 50,
    icon: 'receipt',
    may: 'commerce.order:create',
    load: () => import('./order.panel.tsx'),
  }),
  definePanel({
    name: 'commerce.bought',
    label: label('购买', 'Purchases'),
    on: `${person}:card`,
    order: 10,
    may: 'commerce.order',
    load: () => import('./bought.panel.tsx'),
  }),
  definePanel({
    name: 'commerce.orders',
    label: label('订单', 'Orders'),
    on: `${person}:main`,
    order: 20,
    may: 'commerce.order',
    load: () => import('./orders.panel.tsx'),
  }),
]
