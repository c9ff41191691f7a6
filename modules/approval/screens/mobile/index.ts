import { definePanel, label, type PanelDefinition } from '@lianke/kernel'

/** Approvals on a phone: where a record stands. What is asked is in the to-do centre. */
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'approval.standing',
    label: label('审批', 'Approval'),
    on: '*:card',
    order: 5,
    load: () => import('./standing.panel.tsx'),
  }),
]
