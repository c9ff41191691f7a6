import { account, person } from '@lianke/customer/contract'
import { definePage, definePanel, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

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
export const panels: readonly PanelDefinition[] = (
  [
    ['commerce.prepayment', person.name],
    ['commerce.account_prepayment', account.name],
  ] as const
).map(([ledger, on]) =>
  definePanel({
    name: ledger,
    label: label('预收款', 'Prepayment'),
    on: `${on}:side`,
    order: 30,
    may: ledger,
    load: () => import('./prepayment.panel.tsx'),
  }),
)
