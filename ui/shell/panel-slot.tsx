import { Suspense } from 'react'
import { Boundary } from '../feedback/boundary.tsx'
import { Skeleton } from '../feedback/states.tsx'
import { panelComponent } from './panel-component.ts'
import { usePanels } from './registry.tsx'

/** All panels that rooms put in a slot. */
export const PanelSlot = ({ slot, object, id }: { readonly slot: string; readonly object: string; readonly id: string }) =>
  usePanels(slot).map((panel) => {
    const Panel = panelComponent(panel)
    return (
      <Boundary key={panel.name} name={`${panel.name}:${id}`}>
        <Suspense fallback={<Skeleton rows={2} />}><Panel object={object} id={id} /></Suspense>
      </Boundary>
    )
  })
