import type { ModelObject } from '../model/model.ts'

const kept = new WeakMap<ModelObject, Readonly<Record<string, unknown>>>()
/** A new record has no children yet: what is counted and summed begins at nothing. */
export const emptyRollUps = (object: ModelObject): Readonly<Record<string, unknown>> => {
  const known = kept.get(object)
  if (known) return known
  const made = Object.fromEntries(
    [...object.fields]
      .filter(([, field]) => field.type === 'roll_up' && ['count', 'sum'].includes(field.options.measure as string))
      .map(([name]) => [name, '0']),
  )
  kept.set(object, made)
  return made
}
