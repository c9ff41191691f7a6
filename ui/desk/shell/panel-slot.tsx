import { type ComponentType, lazy, Suspense } from 'react'
import { oneOf, type PanelDefinition } from '@lianke/kernel'
import { useMeta } from '../../base/client/meta.ts'
import { useMay } from '../../base/client/session.ts'
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

const actions = ['read', 'create', 'update', 'delete', 'import', 'export'] as const

/** Is a panel for whoever looks? By a named right, or by an act on an object (`fieldwork.follow_up:create`; nothing said: to read it). */
const useAllowed = () => {
  const may = useMay()
  const { data: model } = useMeta()
  return (right: string | undefined): boolean => {
    if (may(right)) return true
    const [name = '', act = 'read'] = (right ?? '').split(':')
    const action = oneOf(actions, act)
    return action !== undefined && model?.object(name)?.may[action] === true
  }
}

/** All panels that modules put in a slot, of those for whoever looks. */
export const PanelSlot = ({ slot, object, id }: { readonly slot: string; readonly object: string; readonly id: string }) => {
  const allowed = useAllowed()
  return usePanels(slot)
    .filter(({ may }) => allowed(may))
    .map((panel) => {
      const Panel = panelComponent(panel)
      return (
        <Boundary key={panel.name} name={`${panel.name}:${id}`}>
          <Suspense fallback={<Skeleton rows={2} />}>
            <Panel object={object} id={id} />
          </Suspense>
        </Boundary>
      )
    })
}
