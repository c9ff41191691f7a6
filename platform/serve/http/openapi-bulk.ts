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

const propertiesOf = (schema: object): Record<string, object> => {
  const { properties = {} } = schema as { properties?: Record<string, object> }
  return properties
}

/** A row that is created or changed: its lines whole, by what becomes of some of them, or merged by their id or number. */
const upsertRow = (object: ModelObject, create: object, update: object): object => {
  const properties: Record<string, object> = { ...propertiesOf(create), ...propertiesOf(update), id, source_id: text }
  for (const { name } of object.parts.values()) {
    const { items = {} } = (propertiesOf(create)[name] ?? {}) as { items?: object }
    const line = { ...items, required: [], properties: { ...propertiesOf(items), '#': { type: 'integer', minimum: 1 } } }
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
    ...(may.update ? { update: rows({ ...may.update, properties: { ...propertiesOf(may.update), id }, required: ['id'] }) } : {}),
    ...(may.delete ? { delete: rows(id) } : {}),
    ...(may.create && may.update
      ? {
          upsert: all(
            {
              key: { type: 'array', items: text, minItems: 1, maxItems: 5 },
              rows: rows(upsertRow(object, may.create, may.update)),
              source: text,
            },
            ['source'],
          ),
        }
      : {}),
    partial: { type: 'boolean', default: false },
  }
  return all(members, Object.keys(members))
}
