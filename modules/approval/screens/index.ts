import {
  defineDialog,
  definePage,
  definePanel,
  type DialogDefinition,
  label,
  type PageDefinition,
  type PanelDefinition,
} from '@lianke/kernel'

const approval = 'approval.approval'

export const pages: readonly PageDefinition[] = [
  definePage({
    name: 'approval.approvals',
    label: label('审批', 'Approvals'),
    area: 'settings',
    path: '/o/approval/approval',
    icon: 'stamp',
    may: approval,
    order: 24,
    load: () => import('./approvals.page.tsx'),
  }),
  definePage({
    name: 'approval.approval',
    label: label('审批', 'Approval'),
    area: 'settings',
    path: '/o/approval/approval/$id',
    icon: 'stamp',
    may: approval,
    hidden: true,
    load: () => import('./approval.page.tsx'),
  }),
]
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'approval.standing',
    label: label('审批', 'Approval'),
    on: '*:side',
    order: 5,
    load: () => import('./standing.panel.tsx'),
  }),
]
export const dialogs: readonly DialogDefinition[] = [
  defineDialog({ acts: ['approval.send_back'], load: () => import('./send-back.dialog.tsx') }),
]
