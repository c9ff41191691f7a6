import type { Filter } from './filter.ts'
import { nameOf, type Named } from './handle.ts'
import type { Label } from './label.ts'

/**
 * A ready-made condition of a module over an object: offered by its label wherever conditions are built (lists, segments, journeys, reports).
 * Chosen, it becomes ordinary parts of the filter tree, open to change.
 */
export interface ConditionDefinition {
  readonly name: string
  readonly label: Label
  /** The object it is about. */
  readonly on: string
  readonly filter: Filter
}
export const defineCondition = (definition: Omit<ConditionDefinition, 'on'> & { readonly on: Named }): ConditionDefinition => ({
  ...definition,
  on: nameOf(definition.on),
})
