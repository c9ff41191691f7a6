import {
  defineDialog,
  definePanel,
  type DialogDefinition,
  label,
  type PageDefinition,
  type PanelDefinition,
  type RecordPageDefinition,
} from '@lianke/kernel'
import { opportunityDocument } from './opportunity.document.ts'

export const pages: readonly PageDefinition[] = []
export const panels: readonly PanelDefinition[] = [
  definePanel({
    name: 'sales.team_won',
    label: label('本季赢单', 'Won this quarter'),
    on: 'home:side',
    order: 30,
    may: 'sales.opportunity',
    load: () => import('./team-won.panel.tsx'),
  }),
  definePanel({
    name: 'sales.my_deals',
    label: label('我的商机', 'My deals'),
    on: 'home:main',
    order: 12,
    may: 'sales.opportunity',
    load: () => import('./my-deals.panel.tsx'),
  }),
  definePanel({
    name: 'sales.slipped',
    label: label('逾期的商机', 'Deals that slipped'),
    on: 'home:main',
    order: 15,
    // Who leads a team takes its figures out; a deal of colleagues that slipped is nobody else's.
    may: 'sales.opportunity:export',
    load: () => import('./slipped-deals.panel.tsx'),
  }),
]
export const recordPages: readonly RecordPageDefinition[] = [opportunityDocument]
export const dialogs: readonly DialogDefinition[] = [
  defineDialog({ acts: ['opportunity.win'], load: () => import('./win.dialog.tsx') }),
  defineDialog({ acts: ['opportunity.lose'], load: () => import('./lose.dialog.tsx') }),
]
