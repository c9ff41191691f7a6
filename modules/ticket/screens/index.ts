import {
  definePage,
  definePanel,
  label,
  type PageDefinition,
  type PanelDefinition,
  type RecordPageDefinition,
} from '@lianke/kernel'
import { escalation } from '../objects/escalation.object.ts'
import { ticket } from '../objects/ticket.object.ts'
import { ticketThread } from './ticket.thread.ts'

const path = '/o/ticket/escalation'

export const pages: readonly PageDefinition[] = [
  definePage({
    name: 'ticket.escalations',
    label: label('工单升级', 'Escalations'),
    area: 'service',
    path,
    icon: 'arrow-up',
    may: escalation.name,
    order: 40,
    load: () => import('./escalations.page.tsx'),
  }),
  definePage({
    name: 'ticket.escalation',
    label: label('工单升级', 'Escalation'),
    area: 'service',
    path: `${path}/$id`,
    icon: 'arrow-up',
    may: escalation.name,
    hidden: true,
    load: () => import('./escalation.page.tsx'),
  }),
]
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'ticket.service_clock',
    label: label('时效', 'Service level'),
    on: `${ticket.name}:side`,
    order: 5,
    load: () => import('./service-clock.panel.tsx'),
  }),
  definePanel({
    name: 'ticket.service_level',
    label: label('工单时效', 'Service level'),
    on: 'setting:ticket.service_level',
    load: () => import('./service-level.panel.tsx'),
  }),
  definePanel({
    name: 'ticket.my_queue',
    label: label('我的工单', 'My tickets'),
    on: 'home:main',
    order: 5,
    may: 'ticket.ticket',
    load: () => import('./my-queue.panel.tsx'),
  }),
  definePanel({
    name: 'ticket.open',
    label: label('待受理的工单', 'Tickets nobody has'),
    on: 'home:main',
    order: 65,
    may: 'ticket.ticket:update',
    load: () => import('./open-tickets.panel.tsx'),
  }),
  definePanel({
    name: 'ticket.composer',
    label: label('回复', 'Reply'),
    on: 'ticket.ticket:composer',
    load: () => import('./reply.panel.tsx'),
  }),
]
export const recordPages: readonly RecordPageDefinition[] = [ticketThread]
