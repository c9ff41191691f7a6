import { type ComponentType, lazy, Suspense } from 'react'
import type { PanelDefinition } from '@lianke/kernel'
import { Boundary } from '../../base/feedback/boundary.tsx'
import { Skeleton } from '../../base/feedback/states.tsx'
import { bringComponent } from '../../base/registry/bring-component.ts'
import { usePanels } from '../../base/registry/registry.tsx'

interface PanelProps {
  readonly object: string
  readonly id: string
}
type PanelComponent = ComponentType<PanelProps>
const loaded = new Map<string, PanelComponent>()
/** The component of a panel, split from the main bundle and loaded once. */
const panelComponent = (panel: PanelDefinition): PanelComponent => {
  const known = loaded.get(panel.name)
  if (known) return known
  const made = lazy(() => bringComponent<PanelProps>(panel.load))
  loaded.set(panel.name, made)
  return made
}

/** All panels that modules put in a slot. */
export const PanelSlot = ({ slot, object, id }: { readonly slot: string; readonly object: string; readonly id: string }) =>
  usePanels(slot).map((panel) => {
    const Panel = panelComponent(panel)
    return (
      <Boundary key={panel.name} name={`${panel.name}:${id}`}>
        <Suspense fallback={<Skeleton rows={2} />}>
          <Panel object={object} id={id} />
        </Suspense>
      </Boundary>
    )
  })
