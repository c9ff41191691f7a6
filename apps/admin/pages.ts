import type { PageDefinition, PanelDefinition } from '@lianke/kernel'
import * as acquisition from '@lianke/acquisition/screens'
import * as wecom from '@lianke/channel-wecom/screens'
import * as commerce from '@lianke/commerce/screens'
import * as customer from '@lianke/customer/screens'
import * as fieldwork from '@lianke/fieldwork/screens'
import * as insight from '@lianke/insight/screens'
import * as marketing from '@lianke/marketing/screens'
import * as organisation from '@lianke/organisation/screens'
import * as ticket from '@lianke/ticket/screens'
import { importPages } from '@lianke/ui/imports'
import { operationsPages } from '@lianke/ui/operations'
import { settingsPages } from '@lianke/ui/settings'
import { todayPage } from '@lianke/ui/today'

const rooms = [wecom, commerce, customer, fieldwork, insight, marketing, acquisition, organisation, ticket]

/** What the desktop is composed of: the house's own pages, then every module's, channels among them. */
export const pages: readonly PageDefinition[] = [
  todayPage,
  ...settingsPages,
  ...operationsPages,
  ...importPages,
  ...rooms.flatMap((room) => room.pages),
]
export const signInDoors = wecom.signInDoors
export const panels: readonly PanelDefinition[] = rooms.flatMap((room) => room.panels)
