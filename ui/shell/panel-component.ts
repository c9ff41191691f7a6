import { type ComponentType, lazy } from 'react'
import type { PanelDefinition } from '@lianke/kernel'

type PanelComponent = ComponentType<{ object: string; id: string }>
const loaded = new Map<string, PanelComponent>()
/** The component of a panel, split from the main bundle and loaded once. */
export const panelComponent = (panel: PanelDefinition): PanelComponent => {
  const known = loaded.get(panel.name)
  if (known) return known
  const made = lazy(panel.load as () => Promise<{ default: PanelComponent }>)
  loaded.set(panel.name, made)
  return made
}
