import type { ModelObject } from '../model/model.ts'

/** A new record has no children yet: what is counted and summed begins at nothing. */
export const emptyRollUps = (object: ModelObject): Record<string, unknown> =>
  Object.fromEntries(
    [...object.fields]
      .filter(([, field]) => field.type === 'roll_up' && ['count', 'sum'].includes(field.options.measure as string))
      .map(([name]) => [name, '0']),
  )
