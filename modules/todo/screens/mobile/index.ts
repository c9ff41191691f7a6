import { definePage, definePanel, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

const page = { area: 'home', device: 'mobile', hidden: true } as const

/** The to-do centre on a phone. */
export const pages: readonly PageDefinition[] = [
  definePage({
    ...page,
    name: 'todo.centre',
    label: label('待办', 'To do'),
    path: '/todo',
    load: () => import('./todo.page.tsx'),
  }),
  definePage({
    ...page,
    name: 'todo.item',
    label: label('待办', 'To do'),
    path: '/todo/$id',
    load: () => import('./item.page.tsx'),
  }),
]
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'todo.mine',
    label: label('我的待办', 'My to-dos'),
    on: 'home:main',
    order: 10,
    load: () => import('./my-todo.panel.tsx'),
  }),
]
