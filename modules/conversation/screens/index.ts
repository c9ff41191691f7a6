import { definePanel, label, type PageDefinition, type PanelDefinition, type RecordPageDefinition } from '@lianke/kernel'
import { conversationThread } from './conversation.thread.ts'

export const pages: readonly PageDefinition[] = []
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'conversation.waiting',
    label: label('等我回复的客户', 'Customers waiting for me'),
    on: 'home:main',
    order: 8,
    may: 'conversation.conversation',
    load: () => import('./waiting.panel.tsx'),
  }),
  definePanel({
    name: 'conversation.composer',
    label: label('回复', 'Reply'),
    on: 'conversation.conversation:composer',
    load: () => import('./reply.panel.tsx'),
  }),
]
export const recordPages: readonly RecordPageDefinition[] = [conversationThread]
