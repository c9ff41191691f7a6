import type { DialogDefinition, PageDefinition, PanelDefinition, RecordPageDefinition } from '@lianke/kernel'
import * as acquisition from '@lianke/acquisition/screens'
import * as approval from '@lianke/approval/screens'
import * as automation from '@lianke/automation/screens'
import * as wecom from '@lianke/channel-wecom/screens'
import * as collaboration from '@lianke/collaboration/screens'
import * as commerce from '@lianke/commerce/screens'
import * as conversation from '@lianke/conversation/screens'
import * as customer from '@lianke/customer/screens'
import * as fieldwork from '@lianke/fieldwork/screens'
import * as insight from '@lianke/insight/screens'
import * as lead from '@lianke/lead/screens'
import * as marketing from '@lianke/marketing/screens'
import * as organisation from '@lianke/organisation/screens'
import * as sales from '@lianke/sales/screens'
import * as ticket from '@lianke/ticket/screens'
import * as todo from '@lianke/todo/screens'
import { importPages } from '@lianke/ui/imports'
import { operationsPages, operationsPanels } from '@lianke/ui/operations'
import { settingsPages, settingsPanels } from '@lianke/ui/settings'
import { setupPages, setupPanels } from '@lianke/ui/setup'
import { todayPage } from '@lianke/ui/today'

/** What a module shows at the desk. */
interface Screens {
  readonly pages: readonly PageDefinition[]
  readonly panels: readonly PanelDefinition[]
  readonly recordPages?: readonly RecordPageDefinition[]
  readonly dialogs?: readonly DialogDefinition[]
}
const rooms: readonly Screens[] = [
  wecom,
  commerce,
  customer,
  lead,
  sales,
  fieldwork,
  todo,
  insight,
  marketing,
  acquisition,
  organisation,
  conversation,
  automation,
  approval,
  ticket,
  collaboration,
]

/** What the desktop is composed of: the house's own pages, then every module's, channels among them. */
export const pages: readonly PageDefinition[] = [
  todayPage,
  ...settingsPages,
  ...setupPages,
  ...operationsPages,
  ...importPages,
  ...rooms.flatMap((room) => room.pages),
]
export const signInDoors = wecom.signInDoors
export const panels: readonly PanelDefinition[] = [
  ...setupPanels,
  ...operationsPanels,
  ...settingsPanels,
  ...rooms.flatMap((room) => room.panels),
]
export const recordPages: readonly RecordPageDefinition[] = rooms.flatMap((room) => room.recordPages ?? [])
export const dialogs: readonly DialogDefinition[] = rooms.flatMap((room) => room.dialogs ?? [])
