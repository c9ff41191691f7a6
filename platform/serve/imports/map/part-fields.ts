import type { Field } from '@lianke/kernel'
import type { Part } from '../../../model/model/behaviour.ts'
import type { Model, ModelObject } from '../../../model/model/model.ts'
import type { Mapping } from './mapping.ts'

type Objects = Pick<Model, 'objects'>

/** A field of the object or, as `lines.product`, of its parts. */
interface MappedField {
  readonly part: Part | null
  /** Whose field it is. */
  readonly object: ModelObject
  /** The path within that object. */
  readonly path: string
  readonly field: Field | undefined
}

/** What a path of a mapping, an export or a problem speaks of. */
export const mappedField = ({ objects }: Objects, object: ModelObject, path: string): MappedField => {
  const [name = '', ...rest] = path.split('.')
  const part = object.parts.get(name)
  const child = part && objects.get(part.object)
  if (!part || !child) return { part: null, object, path, field: object.fields.get(name) }
  return { part, object: child, path: rest.join('.'), field: child.fields.get(rest[0] ?? '') }
}

/** `/lines/merge/3/product` as a mapping calls it: `lines.product`. */
export const pathOfProblem = (path: string): string =>
  path
    .split('/')
    .filter((step) => step !== '' && !/^\d+$/.test(step))
    .join('.')

/** By mapping, which is read once for a run: asked for every block. */
const kept = new WeakMap<Mapping, readonly Part[]>()
/** The parts that a mapping fills. */
export const mappedParts = (object: ModelObject, mapping: Mapping): readonly Part[] => {
  const known = kept.get(mapping)
  if (known) return known
  const names = new Set(mapping.columns.map(({ field }) => field.split('.')[0] ?? ''))
  const parts = [...object.parts.values()].filter(({ name }) => names.has(name))
  kept.set(mapping, parts)
  return parts
}
