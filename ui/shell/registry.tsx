import { createContext, useContext } from 'react'
import type { PageDefinition, PanelDefinition } from '@lianke/kernel'
import type { ChatApp } from '../mobile/chat-app.ts'

/** What an application is composed of: pages and panels of the rooms. */
export interface Registry {
  readonly pages: readonly PageDefinition[]
  readonly panels: readonly PanelDefinition[]
  /** Applications in which the phone's pages may be shown beside a chat. */
  readonly chatApps?: readonly ChatApp[]
}
export const RegistryContext = createContext<Registry>({ pages: [], panels: [] })
export const useRegistry = (): Registry => useContext(RegistryContext)

/** Panels for one slot (`customer.person:side`, `home:main`), in order. */
export const usePanels = (slot: string): readonly PanelDefinition[] =>
  useRegistry()
    .panels.filter(({ on }) => on === slot)
    .sort((a, b) => (a.order ?? 100) - (b.order ?? 100))
