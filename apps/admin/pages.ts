import type { PageDefinition, PanelDefinition } from '@lianke/kernel'
import { settingsPages } from '@lianke/ui/settings'
import { todayPage } from '@lianke/ui/today'

/** What the desktop is composed of: the house's own pages, then every room's. */
export const pages: readonly PageDefinition[] = [todayPage, ...settingsPages]
export const panels: readonly PanelDefinition[] = []
