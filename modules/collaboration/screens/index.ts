import { definePanel, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

export const pages: readonly PageDefinition[] = []
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'collaboration.talk',
    label: label('评论', 'Comments'),
    on: '*:side',
    order: 30,
    may: 'collaboration.comment',
    load: () => import('./talk.panel.tsx'),
  }),
  definePanel({
    name: 'collaboration.talk_peek',
    label: label('评论', 'Comments'),
    on: '*:peek',
    may: 'collaboration.comment',
    load: () => import('./talk-peek.panel.tsx'),
  }),
]
