import { person as personObject } from '@lianke/customer/contract'
import { definePage, definePanel, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

const person = personObject.name
const visit = 'fieldwork.visit'
const page = { area: 'sales', device: 'mobile', hidden: true, may: visit } as const

/** Daily work on a phone: follow-ups, tasks, visits. */
export const pages: readonly PageDefinition[] = [
  definePage({
    ...page,
    name: 'fieldwork.visit_new',
    label: label('拜访', 'Visit'),
    path: '/visits/new',
    may: `${visit}:create`,
    load: () => import('./new-visit.page.tsx'),
  }),
  definePage({
    ...page,
    name: 'fieldwork.visit_page',
    label: label('拜访', 'Visit'),
    path: '/visits/$id',
    load: () => import('./visit.page.tsx'),
  }),
]
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'fieldwork.follow_up',
    label: label('跟进', 'Follow up'),
    on: `${person}:act`,
    order: 10,
    icon: 'message',
    may: 'fieldwork.follow_up:create',
    load: () => import('./follow-up.panel.tsx'),
  }),
  definePanel({
    name: 'fieldwork.task',
    label: label('任务', 'Task'),
    on: `${person}:act`,
    order: 40,
    icon: 'task',
    may: 'fieldwork.task:create',
    load: () => import('./new-task.panel.tsx'),
  }),
  definePanel({
    name: 'fieldwork.waiting',
    label: label('待发送', 'Waiting'),
    on: `${person}:main`,
    order: 5,
    load: () => import('./waiting-follow-ups.panel.tsx'),
  }),
  definePanel({
    name: 'fieldwork.person_tasks',
    label: label('任务', 'Tasks'),
    on: `${person}:main`,
    order: 10,
    may: 'fieldwork.task',
    load: () => import('./person-tasks.panel.tsx'),
  }),
  definePanel({
    name: 'fieldwork.person_visits',
    label: label('拜访', 'Visits'),
    on: `${person}:main`,
    order: 30,
    may: visit,
    load: () => import('./person-visits.panel.tsx'),
  }),
  definePanel({
    name: 'fieldwork.quick_visit',
    label: label('拜访签到', 'Visit'),
    on: 'home:quick',
    order: 20,
    may: `${visit}:create`,
    load: () => import('./quick-visit.panel.tsx'),
  }),
  definePanel({
    name: 'fieldwork.quick_task',
    label: label('记任务', 'New task'),
    on: 'home:quick',
    order: 30,
    may: 'fieldwork.task:create',
    load: () => import('./quick-task.panel.tsx'),
  }),
  definePanel({
    name: 'fieldwork.my_visits',
    label: label('拜访', 'Visits'),
    on: 'home:main',
    order: 20,
    may: visit,
    load: () => import('./my-visits.panel.tsx'),
  }),
]
