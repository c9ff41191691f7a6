import { createContext, useContext } from 'react'
import type { DialogDefinition, Label, PageDefinition, PanelDefinition, RecordPageDefinition } from '@lianke/kernel'
import type { ChatApp } from './chat-app.ts'

/** A way in that a channel has at the desk. */
export interface SignInDoor {
  readonly name: string
  readonly label: Label
  /** Answers `{ offered }`: is it connected? */
  readonly offered: string
  /** Where it leads, to come back to `to`. */
  away(to: string): string
}

/** What an application is composed of: pages and panels of the modules. */
export interface Registry {
  readonly pages: readonly PageDefinition[]
  readonly panels: readonly PanelDefinition[]
  /** How records are worked on, where that is more than the page of any record. */
  readonly recordPages?: readonly RecordPageDefinition[]
  /** Designed dialogs of acts. */
  readonly dialogs?: readonly DialogDefinition[]
  /** Applications in which the phone's pages may be shown beside a chat. */
  readonly chatApps?: readonly ChatApp[]
  readonly signInDoors?: readonly SignInDoor[]
}
export const RegistryContext = createContext<Registry>({ pages: [], panels: [] })
export const useRegistry = (): Registry => useContext(RegistryContext)

/** Panels for one slot (`customer.person:side`, `home:main`), in order; those on `*:side` stand on every object's page. */
export const usePanels = (slot: string): readonly PanelDefinition[] =>
  useRegistry()
    .panels.filter(({ on }) => on === slot || (on.startsWith('*:') && slot.includes('.') && slot.endsWith(on.slice(1))))
    .sort((a, b) => (a.order ?? 100) - (b.order ?? 100))

/** The page that an object's records have of their own. */
export const useRecordPage = (object: string): RecordPageDefinition | undefined =>
  useRegistry().recordPages?.find(({ on }) => on === object)

/** The designed dialog of an act, if it has one. */
export const useDialogs = (): ((act: string) => DialogDefinition | undefined) => {
  const { dialogs = [] } = useRegistry()
  return (act) => dialogs.find(({ acts }) => acts.includes(act))
}
