import {
  defineDialog,
  type DialogDefinition,
  type PageDefinition,
  type PanelDefinition,
  type RecordPageDefinition,
} from '@lianke/kernel'
import { opportunityDocument } from './opportunity.document.ts'

export const pages: readonly PageDefinition[] = []
export const panels: readonly PanelDefinition[] = []
export const recordPages: readonly RecordPageDefinition[] = [opportunityDocument]
export const dialogs: readonly DialogDefinition[] = [
  defineDialog({ acts: ['opportunity.win'], load: () => import('./win.dialog.tsx') }),
  defineDialog({ acts: ['opportunity.lose'], load: () => import('./lose.dialog.tsx') }),
]
