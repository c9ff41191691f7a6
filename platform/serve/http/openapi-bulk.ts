import { isObject } from '@lianke/kernel'
import { membersOf } from '../../model/commands/schema-members.ts'
import { partsMax } from '../../model/records/read-parts.ts'
import type { ModelObject } from '../../model/model/model.ts'
import { bulkRowsMax } from './bulk-routes.ts'
import { all, id, ref, text } from './openapi-parts.ts'

interface Writes {
  /** Null where a command makes the records. */
  readonly create: object | null
  readonly update: object | null
  readonly delete: boolean
}

/** What a list holds, as its schema says. */
const itemsOf = (schema: object | undefined): object =>
  schema && 'items' in schema && isObject(schema.items) ? schema.items : {}

/** A row that is created or changed: its lines whole, by what becomes of some of them, or merged by their id or number. */
const upsertRow = (object: ModelObject, create: object, update: object): object => {
  const properties: Record<string, object> = { ...membersOf(create), ...membersOf(update), id, source_id: text }
  for (const { name } of object.parts.values()) {
    const items = itemsOf(membersOf(create)[name])
    const line = { ...items, required: [], properties: { ...membersOf(items), '#': { type: 'integer', minimum: 1 } } }
    const merge = { type: 'array', maxItems: partsMax, items: line, description: 'Known lines are changed, others are added.' }
    properties[name] = { anyOf: [properties[name] ?? {}, all({ merge })] }
  }
  return { type: 'object', properties, additionalProperties: false }
}

/** What `POST …/bulk` of one object takes from somebody, lines of parts included. */
export const bulkSchema = (object: ModelObject, name: string, may: Writes): object => {
  const rows = (items: object) => ({ type: 'array', maxItems: bulkRowsMax, items })
  const members = {
    ...(may.create ? { create: rows(ref(`${name}Create`)) } : {}),
    ...(may.update ? { update: rows({ ...may.update, properties: { ...membersOf(may.update), id }, required: ['id'] }) } : {}),
    ...(may.delete ? { delete: rows(id) } : {}),
    ...(may.create && may.update
      ? {
          upsert: all(
            {
              key: { type: 'array', items: text, minItems: 1, maxItems: 5 },
              rows: rows(upsertRow(object, may.create, may.update)),
              source: text,
              keyless: {
                type: 'string',
                enum: ['create', 'skip'],
                default: 'create',
                description:
                  'What becomes of rows that name no record: neither by id, nor by source_id, nor by all fields of the key.',
              },
            },
            ['source', 'keyless'],
          ),
        }
      : {}),
    partial: { type: 'boolean', default: false },
  }
  return all(members, Object.keys(members))
}
