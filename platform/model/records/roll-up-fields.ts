import { type Field, traitsOf } from '@lianke/kernel'
import type { ModelObject } from '../model/model.ts'
import type { Unit } from './unit.ts'

const kept = new WeakMap<ModelObject, Readonly<Record<string, unknown>>>()
/** A new record has no children yet: what is counted and summed begins at nothing. */
export const emptyRollUps = (object: ModelObject): Readonly<Record<string, unknown>> => {
  const known = kept.get(object)
  if (known) return known
  const made = Object.fromEntries(
    [...object.fields]
      .filter(
        ([, field]) => traitsOf(field).computed === 'children' && ['count', 'sum'].includes(field.options.measure as string),
      )
      .map(([name]) => [name, '0']),
  )
  kept.set(object, made)
  return made
}

/** Roll-ups of one parent over one kind of children by one reference. */
export interface RollUps {
  readonly parent: ModelObject
  readonly child: ModelObject
  readonly via: string
  readonly fields: readonly (readonly [string, Field])[]
}
const groupsKept = new WeakMap<object, readonly RollUps[]>()

const allRollUps = (unit: Pick<Unit, 'model'>): readonly RollUps[] => {
  const known = groupsKept.get(unit.model)
  if (known) return known
  const groups = new Map<string, { parent: ModelObject; child: ModelObject; via: string; fields: (readonly [string, Field])[] }>()
  for (const parent of unit.model.objects.values())
    for (const [name, field] of parent.fields) {
      const child = traitsOf(field).computed === 'children' ? unit.model.objects.get(String(field.options.child)) : undefined
      if (!child) continue
      const via = String(field.options.via)
      const key = `${parent.name} ${child.name} ${via}`
      const group = groups.get(key) ?? { parent, child, via, fields: [] }
      group.fields.push([name, field])
      groups.set(key, group)
    }
  const made = [...groups.values()]
  groupsKept.set(unit.model, made)
  return made
}

/** Roll-ups over a kind of children. */
export const rollUpsOver = (unit: Pick<Unit, 'model'>, child: ModelObject): readonly RollUps[] =>
  allRollUps(unit).filter((group) => group.child.name === child.name)
/** Roll-ups that an object has. */
export const rollUpsOf = (unit: Pick<Unit, 'model'>, parent: ModelObject): readonly RollUps[] =>
  allRollUps(unit).filter((group) => group.parent.name === parent.name)
