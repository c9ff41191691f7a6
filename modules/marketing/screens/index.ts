import { person } from '@lianke/customer/contract'
import { definePage, definePanel, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

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
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'marketing.segments_of_person',
    label: label('所在分群', 'In segments'),
    on: `${person.name}:side`,
    order: 20,
    load: () => import('./segment/of-person.panel.tsx'),
  }),
]
