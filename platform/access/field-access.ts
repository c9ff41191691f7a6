import { type Field, refuse } from '@lianke/kernel'
import type { ModelObject } from '../model/model.ts'
import { type AccessContext, hasRight } from './access-context.ts'

export type FieldRight = 'write' | 'read' | 'masked' | 'hidden'

/** The right on one field: the role's word, else masked for marked fields unless the role may reveal. */
export const fieldRight = (access: AccessContext, object: ModelObject, name: string, field: Field): FieldRight => {
  if (access.system) return 'write'
  const said = access.object(object.name).fields?.[name]
  if (said) return said
  return field.options.masked && !hasRight(access, 'records.reveal') ? 'masked' : 'write'
}

/** Fields the actor may see at all. */
export const visibleFields = (access: AccessContext, object: ModelObject): ReadonlyMap<string, Field> => {
  if (access.system) return object.fields
  return new Map([...object.fields].filter(([name, field]) => fieldRight(access, object, name, field) !== 'hidden'))
}

/** An object of the model; unknown and unreadable names give the same answer (404). */
export const objectOf = (objects: ReadonlyMap<string, ModelObject>, name: string): ModelObject =>
  objects.get(name) ?? refuse('object.unknown', { status: 404, params: { object: name } })
