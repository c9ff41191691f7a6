import {
  defineDialog,
  definePage,
  definePanel,
  type DialogDefinition,
  label,
  type PageDefinition,
  type PanelDefinition,
  type RecordPageDefinition,
} from '@lianke/kernel'
import { cadence } from '../objects/cadence.object.ts'
import { leadDocument } from './lead.document.ts'

const path = '/o/lead/cadence'

export const pages: readonly PageDefinition[] = [
  definePage({
    name: 'lead.cadences',
    label: label('跟进节奏', 'Cadences'),
    area: 'sales',
    path,
    icon: 'phone',
    may: cadence.name,
    order: 40,
    load: () => import('./cadences.page.tsx'),
  }),
  definePage({
    name: 'lead.cadence',
    label: label('跟进节奏', 'Cadence'),
    area: 'sales',
    path: `${path}/$id`,
    icon: 'phone',
    may: cadence.name,
    hidden: true,
    load: () => import('./cadence.page.tsx'),
  }),
]
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
