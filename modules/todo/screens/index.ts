import { definePage, definePanel, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

import { oversee } from '../roles/oversee.ts'

const workItem = 'todo.work_item'
export const pages: readonly PageDefinition[] = [
  definePage({
    name: 'todo.centre',
    label: label('待办', 'To do'),
    area: 'home',
    path: '/todo',
    icon: 'task',
    order: 5,
    load: () => import('./todo.page.tsx'),
  }),
  definePage({
    name: 'todo.open_items',
    label: label('团队待办', 'Team'),
    area: 'home',
    path: '/team/todo',
    icon: 'users',
    may: oversee,
    order: 6,
    load: () => import('./open-items.page.tsx'),
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
  definePanel({
    name: 'todo.waiting',
    label: label('要现在处理的', 'To do now'),
    on: 'rail:todo.centre',
    load: () => import('./waiting.panel.tsx'),
  }),
  definePanel({
    name: 'todo.notice_answer',
    label: label('处理', 'Answer'),
    on: `notice:${workItem}`,
    load: () => import('./notice-answer.panel.tsx'),
  }),
  definePanel({
    name: 'todo.item_answer',
    label: label('处理', 'Answer'),
    on: `${workItem}:composer`,
    load: () => import('./item-answer.panel.tsx'),
  }),
]
