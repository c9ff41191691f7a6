import { staff } from '@lianke/organisation/contract'
import {
  defineDialog,
  definePage,
  definePanel,
  type DialogDefinition,
  label,
  type PageDefinition,
  type PanelDefinition,
} from '@lianke/kernel'

export const pages: readonly PageDefinition[] = [
  definePage({
    name: 'customer.duplicates',
    label: label('重复客户', 'Duplicates'),
    area: 'customer',
    path: '/customers/duplicates',
    icon: 'users',
    may: 'identity.merge',
    order: 60,
    behindLists: true,
    load: () => import('./duplicates.page.tsx'),
  }),
]
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'customer.left_behind',
    label: label('离职同事名下的客户', 'Customers of colleagues who left'),
    on: 'home:main',
    order: 5,
    may: `${staff.name}:update`,
    load: () => import('./left-behind.panel.tsx'),
  }),
  definePanel({
    name: 'customer.identities',
    label: label('身份标识', 'Identities'),
    on: 'customer.person:known',
    order: 10,
    load: () => import('./identities.panel.tsx'),
  }),
]
export const dialogs: readonly DialogDefinition[] = [
  defineDialog({ acts: ['customer.tag_add', 'customer.tag_remove'], load: () => import('./tag.dialog.tsx') }),
  defineDialog({ acts: ['identity.merge'], load: () => import('./merge.dialog.tsx') }),
]
