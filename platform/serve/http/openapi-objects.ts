import { personObject } from '@lianke/kernel'
import type { ModelObject } from '../../model/model/model.ts'
import { offeredPath } from './openapi-commands.ts'
import {
  answer as json,
  given as body,
  idParameter,
  listParameters,
  orDryRun,
  problems,
  ref,
  rehearsing,
  writeHeaders,
} from './openapi-parts.ts'
import { teamPath } from './openapi-sharing.ts'

type Json = Record<string, unknown>
type Paths = Record<string, Json>

/** What somebody may do with an object. */
export interface MayDo {
  readonly read: boolean
  readonly create: boolean
  readonly update: boolean
  readonly delete: boolean
}
/** An object as its paths speak of it. */
interface Told {
  readonly object: ModelObject
  /** Of its schemas: `CustomerPerson`. */
  readonly name: string
  /** In words. */
  readonly label: string
  readonly base: string
  readonly operation: (id: string, summary: string, rest: Json) => Json
}

/** What the schemas of an object are called: `customer.person` is `CustomerPerson`. */
export const schemaNameOf = (object: string): string =>
  object
    .split(/[._]/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')

const toldOf = (object: ModelObject): Told => {
  const [room, noun] = object.name.split('.')
  return {
    object,
    name: schemaNameOf(object.name),
    label: object.definition.label.en,
    base: `/api/v1/${room}/${noun}`,
    operation: (id, summary, rest) => ({ operationId: `${object.name}.${id}`, summary, tags: [object.name], ...rest }),
  }
}

/** The record, and what could not come back with it. */
const restored = (name: string): Json => ({
  anyOf: [ref(name), { type: 'object', required: ['id', 'not_restored'], properties: { not_restored: ref('NotRestored') } }],
})

const pageOf = (name: string): Json => ({
  type: 'object',
  required: ['data', 'next'],
  additionalProperties: false,
  properties: {
    data: { type: 'array', items: ref(`${name}Part`) },
    next: { type: ['string', 'null'] },
    as_of: { type: 'string', format: 'date-time' },
    count: ref('Count'),
  },
})

/** Lists, and making one. */
const listItem = ({ name, label, operation }: Told, may: MayDo): Json => ({
  get: operation('list', `List ${label}`, {
    parameters: listParameters,
    responses: { 200: json(pageOf(name), 'One page'), ...problems },
  }),
  ...(may.create
    ? {
        post: operation('create', `Create ${label}`, {
          parameters: rehearsing,
          requestBody: body(ref(`${name}Create`)),
          responses: { 200: json(ref('DryRun'), 'What it would do'), 201: json(ref(name), label), ...problems },
        }),
      }
    : {}),
})

/** One record by its id. */
const recordItem = ({ name, label, operation }: Told, may: MayDo): Json => ({
  parameters: [idParameter],
  get: operation('get', `One ${label}`, { responses: { 200: json(ref(`${name}Part`), label), ...problems } }),
  ...(may.update
    ? {
        patch: operation('update', `Change ${label}`, {
          parameters: rehearsing,
          requestBody: body(ref(`${name}Update`)),
          responses: { 200: json(orDryRun(ref(name)), label), ...problems },
        }),
      }
    : {}),
  ...(may.delete
    ? {
        delete: operation('delete', `Delete ${label}`, {
          parameters: rehearsing,
          responses: { 200: json(ref('DryRun'), 'What it would do'), 204: { description: 'Deleted' }, ...problems },
        }),
      }
    : {}),
})

/** Questions about the whole object. */
const askingPaths = ({ name, label, base, operation }: Told): Paths => ({
  [`${base}/query`]: {
    post: operation('query', `List ${label} by a question in the body`, {
      requestBody: body(ref('Query')),
      responses: { 200: json(pageOf(name), 'One page'), ...problems },
    }),
  },
  [`${base}/aggregate`]: {
    post: operation('aggregate', `Figures over ${label}`, {
      requestBody: body(ref('Question')),
      responses: { 200: json(ref('Figures'), 'Rows'), ...problems },
    }),
  },
  [`${base}/schema`]: {
    get: operation('schema', `JSON Schemas of ${label}`, {
      responses: { 200: json({ type: 'object' }, 'Schemas'), ...problems },
    }),
  },
})

/** What one record has been through, and where it is used. */
const aboutOnePaths = ({ object, label, base, operation }: Told): Paths => {
  const about = (id: string, summary: string, schema: string, description: string): Paths => ({
    [`${base}/{id}/${id}`]: {
      parameters: [idParameter],
      get: operation(id, summary, { responses: { 200: json(ref(schema), description), ...problems } }),
    },
  })
  return {
    ...about('history', `history of one ${label}`, 'Timeline', 'Newest first'),
    ...(object.name === personObject ? about('timeline', `timeline of one ${label}`, 'Timeline', 'Newest first') : {}),
    ...about('uses', `Where one ${label} is used`, 'Uses', 'Most used first'),
    ...(object.definition.states ? about('states', `How long one ${label} stood in which state`, 'States', 'Oldest first') : {}),
  }
}

const restorePaths = ({ name, label, base, operation }: Told): Paths => ({
  [`${base}/{id}/restore`]: {
    parameters: [idParameter],
    post: operation('restore', `Restore a deleted ${label} with all that went with it`, {
      parameters: rehearsing,
      responses: { 200: json(orDryRun(restored(name)), `${label}; what could not come back is named`), ...problems },
    }),
  },
})

const bulkPaths = ({ name, label, base, operation }: Told): Paths => ({
  [`${base}/bulk`]: {
    post: operation('bulk', `Write sets of ${label}`, {
      parameters: writeHeaders,
      requestBody: body(ref(`${name}Bulk`)),
      responses: { 200: json(ref('BulkAnswer'), 'What was done'), ...problems },
    }),
  },
})

/** The paths of one object, as far as somebody may use them. */
export const objectPaths = (object: ModelObject, may: MayDo): Json => {
  const told = toldOf(object)
  const { base } = told
  return {
    [base]: listItem(told, may),
    ...askingPaths(told),
    [`${base}/{id}`]: recordItem(told, may),
    ...aboutOnePaths(told),
    ...(may.update ? restorePaths(told) : {}),
    ...(may.create || may.update || may.delete ? bulkPaths(told) : {}),
    [`${base}/offered`]: offeredPath(object.name, [object.name]),
    ...teamPath(base, object.name, [object.name], may),
  }
}
