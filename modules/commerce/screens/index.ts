import { account, person } from '@lianke/customer/contract'
import {
  defineDialog,
  definePage,
  definePanel,
  type DialogDefinition,
  label,
  type PageDefinition,
  type PanelDefinition,
  type RecordPageDefinition,
} from '@lianke/kernel'
import { orderDocument } from './order.document.ts'

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
const prepayments = (
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
export const panels: readonly PanelDefinition[] = [
  ...prepayments,
  definePanel({
    name: 'commerce.buyer',
    label: label('往来', 'Account with the buyer'),
    on: 'commerce.order:side',
    order: 10,
    load: () => import('./buyer.panel.tsx'),
  }),
]
export const recordPages: readonly RecordPageDefinition[] = [orderDocument]
export const dialogs: readonly DialogDefinition[] = [
  defineDialog({ acts: ['order.receive'], load: () => import('./receive.dialog.tsx') }),
]
