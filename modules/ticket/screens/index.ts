import { definePanel, label, type PageDefinition, type PanelDefinition, type RecordPageDefinition } from '@lianke/kernel'
import { ticketThread } from './ticket.thread.ts'

export const pages: readonly PageDefinition[] = []
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'ticket.composer',
    label: label('回复', 'Reply'),
    on: 'ticket.ticket:composer',
    load: () => import('./reply.panel.tsx'),
  }),
]
export const recordPages: readonly RecordPageDefinition[] = [ticketThread]
