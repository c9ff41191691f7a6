import { definePanel, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

export const pages: readonly PageDefinition[] = []
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'collaboration.talk',
    label: label('评论', 'Comments'),
    on: '*:main',
    order: 80,
    may: 'collaboration.comment',
    load: () => import('./talk.panel.tsx'),
  }),
]
