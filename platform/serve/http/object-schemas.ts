import { type Field, fieldTypes, textsIn } from '@lianke/kernel'
import type { AccessContext as Access } from '../../model/access/access-context.ts'
import { membersOf } from '../../model/commands/schema-members.ts'
import type { Model, ModelObject } from '../../model/model/model.ts'
import { partsMax } from '../../model/records/read-parts.ts'
import { metaFieldsOf } from './meta-fields.ts'

const common = {
  id: { type: 'string', format: 'uuid' },
  version: { type: 'integer' },
  created_at: { type: 'string', format: 'date-time' },
  updated_at: { type: 'string', format: 'date-time' },
  deleted_at: { type: ['string', 'null'], format: 'date-time' },
}
const person = {
  type: ['object', 'null'],
  properties: { id: { type: 'string', format: 'uuid' }, title: { type: ['string', 'null'] } },
  required: ['id', 'title'],
}
const orNull = (schema: object): object => ({ anyOf: [schema, { type: 'null' }] })

/** A value, or a change that commutes: worked out on the record as it stands. */
const changeSchemaOf = ({ type }: Pick<Field, 'type'>, value: object): object => {
  const changes: Record<string, object> = fieldTypes[type].many
    ? { $add: { type: 'array' }, $remove: { type: 'array' } }
    : fieldTypes[type].plus
      ? { $plus: {}, $minus: {} }
      : {}
  const change = { type: 'object', minProperties: 1, additionalProperties: false, properties: { ...changes, $if: {}, $set: {} } }
  return { anyOf: [value, change] }
}

/** A line as it is given: its way to the whole is known, its id says that it stands already. */
const lineSchema = (schema: object, via: string): object => {
  const { [via]: _, ...own } = membersOf(schema)
  const required = 'required' in schema ? textsIn(schema.required) : []
  return {
    type: 'object',
    properties: { ...own, id: { type: 'string', format: 'uuid' } },
    required: required.filter((name) => name !== via),
  }
}

/** JSON Schemas of one object for somebody: as read, as given at creation, as given in a change. */
export const schemasOf = (
  model: Model,
  access: Access,
  object: ModelObject,
): { read: object; create: object; update: object } => {
  const read: Record<string, object> = { ...common, owner: person, created_by: orNull(person), updated_by: orNull(person) }
  const create: Record<string, object> = { owner: { type: ['string', 'null'], format: 'uuid' } }
  const update: Record<string, object> = { ...create, version: { type: 'integer' } }
  const required: string[] = []
  for (const [name, field] of Object.entries(metaFieldsOf(access, object))) {
    const shape = fieldTypes[field.type].schema(field.options)
    const title = { title: field.label.en, description: field.label.zh }
    read[name] = { ...orNull(shape.read), ...title }
    if (!field.writable || field.access === 'read') continue
    create[name] = { ...(field.options.required ? shape.write : orNull(shape.write)), ...title }
    if (!field.options.fixed) update[name] = changeSchemaOf(field, create[name] as object)
    if (field.options.required && field.options.default === undefined && !field.options.when) required.push(name)
  }
  for (const part of object.parts.values()) {
    const child = model.objects.get(part.object)
    if (!child) continue
    const line = schemasOf(model, access, child)
    const given = lineSchema(line.create, part.via)
    const lines = { type: 'array', maxItems: partsMax, items: given }
    read[part.name] = { type: 'array', items: line.read }
    // An act makes records with them, and later ones are acts of their own.
    create[part.name] = lines
    if (object.definition.written?.[part.name]) continue
    const ids = { type: 'array', maxItems: partsMax, items: { type: 'string', format: 'uuid' } }
    const acts = { add: lines, change: { ...lines, items: lineSchema(line.update, part.via) }, remove: ids, restore: ids }
    // The whole list, or what becomes of some lines.
    update[part.name] = {
      anyOf: [
        { ...lines, items: given },
        { type: 'object', properties: acts, additionalProperties: false },
      ],
    }
  }
  return {
    read: { type: 'object', properties: read, required: ['id', 'version'], additionalProperties: false },
    create: { type: 'object', properties: create, required, additionalProperties: false },
    update: { type: 'object', properties: update, additionalProperties: false },
  }
}
