import { CatchBoundary } from '@tanstack/react-router'
import { Suspense } from 'react'
import { Skeleton } from '../feedback/skeleton.tsx'
import { panelComponent } from '../shell/panel-component.ts'
import { usePanels } from '../shell/registry.tsx'
import { Failure } from './failure.tsx'
import { useAllowed } from './model.ts'

/** All panels that rooms put in a slot of the phone. A broken one does not take the screen with it. */
export const Slot = ({ name, object = '', id = '', quiet }: { readonly name: string; readonly object?: string; readonly id?: string; readonly quiet?: boolean }) => {
  const allowed = useAllowed()
  return usePanels(name).filter(({ may }) => allowed(may)).map((panel) => {
    const Panel = panelComponent(panel)
    return (
      <CatchBoundary key={panel.name} getResetKey={() => `${panel.name}:${id}`} errorComponent={({ error, reset }) => (quiet ? null : <Failure small error={error} retry={reset} />)}>
        <Suspense fallback={quiet ? null : <Skeleton rows={2} height={52} />}><Panel object={object} id={id} /></Suspense>
      </CatchBoundary>
    )
  })
}
