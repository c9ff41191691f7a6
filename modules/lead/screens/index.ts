import {
  defineDialog,
  type DialogDefinition,
  type PageDefinition,
  type PanelDefinition,
  type RecordPageDefinition,
} from '@lianke/kernel'
import { leadDocument } from './lead.document.ts'

export const pages: readonly PageDefinition[] = []
export const panels: readonly PanelDefinition[] = []
export const recordPages: readonly RecordPageDefinition[] = [leadDocument]
export const dialogs: readonly DialogDefinition[] = [
  defineDialog({ acts: ['lead.convert'], load: () => import('./convert.dialog.tsx') }),
]
