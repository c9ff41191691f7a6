import { definePage, definePanel, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

const person = 'customer.person'
const page = { area: 'customer', device: 'mobile', may: person } as const

/** Customers on a phone: beside a chat, and as pages of their own. */
export const pages: readonly PageDefinition[] = [
  definePage({
    ...page,
    name: 'customer.sidebar',
    label: label('客户侧边栏', 'Customer sidebar'),
    path: '/sidebar',
    hidden: true,
    may: undefined,
    load: () => import('./sidebar.page.tsx'),
  }),
  definePage({
    ...page,
    name: 'customer.people',
    label: label('客户', 'Customers'),
    path: '/customers',
    icon: 'users',
    order: 20,
    load: () => import('./people.page.tsx'),
  }),
  definePage({
    ...page,
    name: 'customer.new',
    label: label('新建客户', 'New customer'),
    path: '/customers/new',
    hidden: true,
    may: `${person}:create`,
    load: () => import('./new-person.page.tsx'),
  }),
  definePage({
    ...page,
    name: 'customer.page',
    label: label('客户', 'Customer'),
    path: '/customers/$id',
    record: person,
    hidden: true,
    load: () => import('./person.page.tsx'),
  }),
]
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'customer.tags',
    label: label('打标签', 'Tags'),
    on: `${person}:act`,
    order: 20,
    icon: 'tag',
    may: 'customer.tag',
    load: () => import('./tags.panel.tsx'),
  }),
  definePanel({
    name: 'customer.quick',
    label: label('新建客户', 'New customer'),
    on: 'home:quick',
    order: 10,
    may: `${person}:create`,
    load: () => import('./new-person.panel.tsx'),
  }),
  definePanel({
    name: 'customer.active',
    label: label('有动静的客户', 'Customers who acted'),
    on: 'home:main',
    order: 30,
    may: person,
    load: () => import('./active.panel.tsx'),
  }),
]
