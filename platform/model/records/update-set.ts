import type { ModelObject } from '../model/model.ts'
import { changeSet, type UpdateInput, type UpdateResult } from './change-set.ts'
import { updateParts } from './part-rows.ts'
import type { SetOptions } from './set-result.ts'
import type { Unit } from './unit.ts'

/** Changes a set of records; lines go with their wholes. */
export const updateSet = (
  unit: Unit,
  object: ModelObject,
  inputs: readonly UpdateInput[],
  options: SetOptions = {},
): Promise<UpdateResult> =>
  object.whole ? updateParts(unit, object, object.whole, inputs, options) : changeSet(unit, object, inputs, options)
