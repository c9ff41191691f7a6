import { definePage, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

export const pages: readonly PageDefinition[] = [
  definePage({
    name: 'commerce.order_entry',
    label: label('下单', 'Place an order'),
    area: 'sales',
    path: '/o/commerce/order/new',
    icon: 'receipt',
    may: 'commerce.order',
    hidden: true,
    load: () => import('./order-entry.page.tsx'),
  }),
]
export const panels: readonly PanelDefinition[] = []
