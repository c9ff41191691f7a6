import { person } from '@lianke/customer/contract'
import { definePage, definePanel, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

const channelCode = 'marketing.channel_code'
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
  definePage({
    name: 'marketing.channel_codes',
    label: label('渠道活码', 'Channel codes'),
    area: 'marketing',
    path: '/o/marketing/channel_code',
    icon: 'qrcode',
    may: channelCode,
    order: 40,
    load: () => import('./channel-codes.page.tsx'),
  }),
  definePage({
    name: 'marketing.channel_code',
    label: label('渠道活码', 'Channel code'),
    area: 'marketing',
    path: '/o/marketing/channel_code/$id',
    icon: 'qrcode',
    may: channelCode,
    hidden: true,
    load: () => import('./channel-code.page.tsx'),
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
