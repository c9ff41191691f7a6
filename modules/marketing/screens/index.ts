import { person } from '@lianke/customer/contract'
import { definePage, definePanel, type Label, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

const segment = 'marketing.segment'
const journey = 'marketing.journey'

export const pages: readonly PageDefinition[] = [
  definePage({
    name: 'marketing.segments',
    label: label('分群', 'Segments'),
    area: 'marketing',
    path: '/o/marketing/segment',
    icon: 'pie',
    may: segment,
    order: 10,
    load: () => import('./segments.page.tsx'),
  }),
  definePage({
    name: 'marketing.segment',
    label: label('分群', 'Segment'),
    area: 'marketing',
    path: '/o/marketing/segment/$id',
    icon: 'pie',
    may: segment,
    hidden: true,
    load: () => import('./segment.page.tsx'),
  }),
  definePage({
    name: 'marketing.journeys',
    label: label('旅程', 'Journeys'),
    area: 'marketing',
    path: '/o/marketing/journey',
    icon: 'route',
    may: journey,
    order: 20,
    load: () => import('./journeys.page.tsx'),
  }),
  definePage({
    name: 'marketing.journey',
    label: label('旅程', 'Journey'),
    area: 'marketing',
    path: '/o/marketing/journey/$id',
    icon: 'route',
    may: journey,
    hidden: true,
    load: () => import('./journey.page.tsx'),
  }),
]
/** Home of who makes journeys. */
const home = (name: string, title: Label, on: 'home:main' | 'home:side', order: number, load: PanelDefinition['load']) =>
  definePanel({ name: `marketing.${name}`, label: title, on, order, may: `${journey}:create`, load })

export const panels: readonly PanelDefinition[] = [
  home('what_failed', label('出错了', 'What failed'), 'home:main', 6, () => import('./home/what-failed.panel.tsx')),
  home('what_runs', label('在跑的旅程', 'Running journeys'), 'home:main', 11, () => import('./home/what-runs.panel.tsx')),
  home('what_converts', label('哪些在转化', 'What converts'), 'home:side', 20, () => import('./home/what-converts.panel.tsx')),
  home(
    'segments_worth',
    label('还没有旅程触达的分群', 'Segments no journey speaks to'),
    'home:main',
    13,
    () => import('./home/segments-worth.panel.tsx'),
  ),
  definePanel({
    name: 'marketing.segments_of_person',
    label: label('所在分群', 'In segments'),
    on: `${person.name}:side`,
    order: 20,
    load: () => import('./segment/of-person.panel.tsx'),
  }),
]
