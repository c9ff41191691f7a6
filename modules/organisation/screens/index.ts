import { defineDialog, definePage, type DialogDefinition, label, type PageDefinition, type PanelDefinition } from '@lianke/kernel'

import { keepRates } from '../checks/rate-stands.check.ts'

const right = 'platform.settings'

export const pages: readonly PageDefinition[] = [
  definePage({
    name: 'organisation.calendars',
    label: label('工作日历', 'Working calendars'),
    area: 'settings',
    path: '/o/organisation/calendar',
    icon: 'calendar',
    may: right,
    order: 25,
    load: () => import('./calendars.page.tsx'),
  }),
  definePage({
    name: 'organisation.calendar',
    label: label('工作日历', 'Working calendar'),
    area: 'settings',
    path: '/o/organisation/calendar/$id',
    icon: 'calendar',
    may: right,
    hidden: true,
    load: () => import('./calendars.page.tsx'),
  }),
  definePage({
    name: 'organisation.rates',
    label: label('汇率', 'Exchange rates'),
    area: 'settings',
    path: '/o/organisation/exchange_rate',
    icon: 'money',
    may: keepRates,
    order: 26,
    load: () => import('./rates.page.tsx'),
  }),
]
export const panels: readonly PanelDefinition[] = []
export const dialogs: readonly DialogDefinition[] = [
  defineDialog({ acts: ['staff.leave'], load: () => import('./leave.dialog.tsx') }),
]
