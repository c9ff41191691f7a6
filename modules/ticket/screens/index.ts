import { definePanel, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'
import { ticket } from '../objects/ticket.object.ts'

export const pages: readonly PageDefinition[] = []
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'ticket.service_clock',
    label: label('时效', 'Service level'),
    on: `${ticket.name}:side`,
    order: 5,
    load: () => import('./service-clock.panel.tsx'),
  }),
]
