import {
  defineDialog,
  definePanel,
  type DialogDefinition,
  label,
  type PageDefinition,
  type PanelDefinition,
  type RecordPageDefinition,
} from '@lianke/kernel'
import { leadDocument } from './lead.document.ts'

export const pages: readonly PageDefinition[] = []
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'lead.waiting',
    label: label('待分配的线索', 'Leads nobody has'),
    on: 'home:main',
    order: 50,
    may: 'lead.assign',
    load: () => import('./waiting-leads.panel.tsx'),
  }),
]
export const recordPages: readonly RecordPageDefinition[] = [leadDocument]
export const dialogs: readonly DialogDefinition[] = [
  defineDialog({ acts: ['lead.convert'], load: () => import('./convert.dialog.tsx') }),
]
