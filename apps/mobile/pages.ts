import type { PageDefinition, PanelDefinition } from '@lianke/kernel'
import * as wecom from '@lianke/channel-wecom/mobile'
import * as approval from '@lianke/approval/mobile'
import * as collaboration from '@lianke/collaboration/mobile'
import * as commerce from '@lianke/commerce/mobile'
import * as content from '@lianke/content/mobile'
import * as customer from '@lianke/customer/mobile'
import * as fieldwork from '@lianke/fieldwork/mobile'
import * as insight from '@lianke/insight/mobile'
import * as todo from '@lianke/todo/mobile'
import type { ChatApp } from '@lianke/ui/phone'
import { phonePages } from '@lianke/ui/phone/pages'

/** What the phone is composed of: its own pages, then every module's. */
export const pages: readonly PageDefinition[] = [
  ...phonePages,
  ...customer.pages,
  ...fieldwork.pages,
  ...todo.pages,
  ...insight.pages,
]
export const panels: readonly PanelDefinition[] = [
  approval,
  customer,
  fieldwork,
  todo,
  content,
  commerce,
  insight,
  collaboration,
].flatMap((room) => room.panels)
/** The applications that show it beside a chat. */
export const chatApps: readonly ChatApp[] = wecom.chatApps
