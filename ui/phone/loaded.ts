import type { ComponentType } from 'react'
import type { PageDefinition, PanelDefinition } from '@lianke/kernel'

type Definition = PageDefinition | PanelDefinition
type Shown = ComponentType<{ object: string; id: string }>
const components = new WeakMap<Definition, Shown>()

/**
 * Brings the components of pages and panels before they are drawn. They are not suspended on while drawing: React holds back
 * what follows a shown placeholder by 300 ms, twice on the way to the sidebar.
 */
export const loadComponents = async (definitions: readonly Definition[]): Promise<void> => {
  await Promise.all(
    definitions
      .filter((one) => !components.has(one))
      .map(async (one) => {
        components.set(one, ((await one.load()) as { default: Shown }).default)
      }),
  )
}
/** The component of a definition, once {@link loadComponents} has brought it. */
export const loadedComponent = (definition: Definition): Shown | undefined => components.get(definition)
