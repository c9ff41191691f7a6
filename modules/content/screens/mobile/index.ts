import { person } from '@lianke/customer/contract'
import { definePanel, label, type PanelDefinition } from '@lianke/kernel'

/** Content on a phone: found and put into the chat. */
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'content.send',
    label: label('发内容', 'Content'),
    on: `${person.name}:act`,
    order: 30,
    icon: 'send',
    may: 'content.item',
    load: () => import('./content.panel.tsx'),
  }),
]
