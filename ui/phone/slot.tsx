import { CatchBoundary } from '@tanstack/react-router'
import { usePanels } from '../base/registry/registry.tsx'
import { Failure } from './failure.tsx'
import { loadedComponent } from './loaded.ts'
import { useAllowed } from '../base/client/phone-model.ts'

/** All panels that modules put in a slot of the phone. A broken one does not take the screen with it. */
export const Slot = ({
  name,
  object = '',
  id = '',
  quiet,
}: {
  readonly name: string
  readonly object?: string
  readonly id?: string
  readonly quiet?: boolean
}) => {
  const allowed = useAllowed()
  return usePanels(name)
    .filter(({ may }) => allowed(may))
    .map((panel) => {
      const Panel = loadedComponent(panel)
      return Panel ? (
        <CatchBoundary
          key={panel.name}
          getResetKey={() => `${panel.name}:${id}`}
          errorComponent={({ error, reset }) => (quiet ? null : <Failure small error={error} retry={reset} />)}
        >
          <Panel object={object} id={id} />
        </CatchBoundary>
      ) : null
    })
}
