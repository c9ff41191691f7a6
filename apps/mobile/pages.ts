import type { PageDefinition, PanelDefinition } from '@lianke/kernel'
import * as commerce from '@lianke/commerce/mobile'
import * as content from '@lianke/content/mobile'
import * as customer from '@lianke/customer/mobile'
import * as fieldwork from '@lianke/fieldwork/mobile'
import * as insight from '@lianke/insight/mobile'
import { phonePages } from '@lianke/ui/mobile/pages'

/** What the phone is composed of: its own pages, then every room's. */
export const pages: readonly PageDefinition[] = [...phonePages, ...customer.pages, ...fieldwork.pages, ...insight.pages]
export const panels: readonly PanelDefinition[] = [customer, fieldwork, content, commerce, insight].flatMap((room) => room.panels)
