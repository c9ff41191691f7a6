import { type Field, targetOf, traitsOf } from '@lianke/kernel'
import { commonField } from '../query/common-fields.ts'
import type { ModelObject } from './model.ts'

/** References that one path of an expression may go through. */
export const farHopsMax = 2

/** What an expression reads of another record: `account.industry`, `account.parent.name`. */
export interface FarPath {
  readonly text: string
  /** The fields that lead there, each with the object it leads to. */
  readonly hops: readonly { readonly name: string; readonly to: ModelObject }[]
  readonly name: string
  readonly field: Field
}

/** A field that leads to one other record; `owner` is every record's. */
export const pointerOf = (fields: ReadonlyMap<string, Field>, name: string): Field | undefined => {
  const field = fields.get(name) ?? (name === 'owner' ? commonField(name) : undefined)
  return field && !traitsOf(field).many && targetOf(field) !== undefined ? field : undefined
}

/** Where a path of names ends; null where it leads nowhere that an expression may read. */
export const farPath = (
  objects: ReadonlyMap<string, ModelObject>,
  fields: ReadonlyMap<string, Field>,
  names: readonly string[],
): FarPath | null => {
  const hops: { name: string; to: ModelObject }[] = []
  let known = fields
  for (const name of names.slice(0, -1)) {
    const pointer = pointerOf(known, name)
    const to = pointer && objects.get(targetOf(pointer) ?? '')
    if (!to) return null
    hops.push({ name, to })
    known = to.fields
  }
  const last = names.at(-1) ?? ''
  const field = known.get(last)
  if (hops.length === 0 || hops.length > farHopsMax || !field || traitsOf(field).sealed) return null
  return { text: names.join('.'), hops, name: last, field }
}
