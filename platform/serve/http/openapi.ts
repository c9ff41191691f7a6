import { type CommandDefinition, personObject } from '@lianke/kernel'
import type { Model, ModelObject } from '../../model/model/model.ts'
import type { AccessContext as Access } from '../../model/access/access-context.ts'
import { mayRun } from '../../model/room/run-command.ts'
import { inputSchemaOf } from '../../model/commands/input-schema.ts'
import { schemasOf } from './object-schemas.ts'
import { fixedPaths } from './openapi-fixed.ts'
import { bulkSchema } from './openapi-bulk.ts'
import { all, id, idParameter, instant, listParameters, problems, ref, text, textOrNull, writeHeaders } from './openapi-parts.ts'
import { commonComponents } from './openapi-schemas.ts'
import { teamPath } from './openapi-sharing.ts'
import { offeredPath, runPaths } from './openapi-commands.ts'
import { doorPaths } from './openapi-doors.ts'
import { pathsOfRoutes, withPaths } from './routes/openapi-of-routes.ts'

type Json = Record<string, unknown>
const json = (schema: object, description: string): Json => ({ description, content: { 'application/json': { schema } } })
const body = (schema: object): Json => ({ required: true, content: { 'application/json': { schema } } })
const nameOf = (object: string): string =>
  object
    .split(/[._]/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')

/** The record, and what could not come back with it. */
const restored = (name: string): Json => ({
  anyOf: [ref(name), { type: 'object', required: ['id', 'not_restored'], properties: { not_restored: ref('NotRestored') } }],
})

const objectPaths = (object: ModelObject, may: { read: boolean; create: boolean; update: boolean; delete: boolean }): Json => {
  const [room, noun] = object.name.split('.')
  const name = nameOf(object.name)
  const base = `/api/v1/${room}/${noun}`
  const tags = [object.name]
  const one = json(ref(name), object.definition.label.en)
  const operation = (id: string, summary: string, rest: Json): Json => ({
    operationId: `${object.name}.${id}`,
    summary,
    tags,
    ...rest,
  })
  const list = json(
    {
      type: 'object',
      required: ['data', 'next'],
      additionalProperties: false,
      properties: {
        data: { type: 'array', items: ref(`${name}Part`) },
        next: { type: ['string', 'null'] },
        count: ref('Count'),
      },
    },
    'One page',
  )
  const label = object.definition.label.en
  const paths: Record<string, Json> = {
    [base]: { get: operation('list', `List ${label}`, { parameters: listParameters, responses: { 200: list, ...problems } }) },
    [`${base}/query`]: {
      post: operation('query', `List ${label} by a question in the body`, {
        requestBody: body(ref('Query')),
        responses: { 200: list, ...problems },
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
    [`${base}/{id}`]: {
      parameters: [idParameter],
      get: operation('get', `One ${label}`, { responses: { 200: json(ref(`${name}Part`), label), ...problems } }),
    },
  }
  const item = paths[`${base}/{id}`] as Json
  for (const kind of object.name === personObject ? ['history', 'timeline'] : ['history']) {
    paths[`${base}/{id}/${kind}`] = {
      parameters: [idParameter],
      get: operation(kind, `${kind} of one ${label}`, { responses: { 200: json(ref('Timeline'), 'Newest first'), ...problems } }),
    }
  }
  paths[`${base}/{id}/uses`] = {
    parameters: [idParameter],
    get: operation('uses', `Where one ${label} is used`, {
      responses: { 200: json(ref('Uses'), 'Most used first'), ...problems },
    }),
  }
  if (object.definition.states)
    paths[`${base}/{id}/states`] = {
      parameters: [idParameter],
      get: operation('states', `How long one ${label} stood in which state`, {
        responses: { 200: json(ref('States'), 'Oldest first'), ...problems },
      }),
    }
  if (may.create)
    (paths[base] as Json).post = operation('create', `Create ${label}`, {
      parameters: writeHeaders,
      requestBody: body(ref(`${name}Create`)),
      responses: { 201: one, ...problems },
    })
  if (may.update) {
    item.patch = operation('update', `Change ${label}`, {
      parameters: writeHeaders,
      requestBody: body(ref(`${name}Update`)),
      responses: { 200: one, ...problems },
    })
    paths[`${base}/{id}/restore`] = {
      parameters: [idParameter],
      post: operation('restore', `Restore a deleted ${label} with all that went with it`, {
        responses: { 200: json(restored(name), `${label}; what could not come back is named`), ...problems },
      }),
    }
  }
  if (may.delete)
    item.delete = operation('delete', `Delete ${label}`, {
      parameters: writeHeaders,
      responses: { 204: { description: 'Deleted' }, ...problems },
    })
  if (may.create || may.update || may.delete) {
    paths[`${base}/bulk`] = {
      post: operation('bulk', `Write sets of ${label}`, {
        parameters: writeHeaders,
        requestBody: body(ref(`${name}Bulk`)),
        responses: { 200: json(ref('BulkAnswer'), 'What was done'), ...problems },
      }),
    }
  }
  paths[`${base}/offered`] = offeredPath(object.name, tags)
  return { ...paths, ...teamPath(base, object.name, tags, may) }
}

const commandPath = (command: CommandDefinition): Json => ({
  post: {
    operationId: `command.${command.name}`,
    summary: command.label.en,
    description: command.label.zh,
    tags: ['commands'],
    parameters: writeHeaders,
    requestBody: { content: { 'application/json': { schema: inputSchemaOf(command) } } },
    responses: { 200: json({}, 'What the command answers'), 204: { description: 'Done' }, ...problems },
  },
})

/** An account of a ledger as it was at a moment. */
const ledgerPath = (name: string): Json => {
  const amounts = { balance: text, held: text, awaited: text }
  return {
    [`/api/v1/${name.replace('.', '/')}/{id}/balance`]: {
      parameters: [idParameter, { name: 'at', in: 'query', required: true, schema: instant }],
      get: {
        operationId: `${name}.balance`,
        summary: 'The balance as it was at a moment',
        tags: [name],
        responses: { 200: json(all({ id, at: instant, currency: textOrNull, ...amounts }), 'The account then'), ...problems },
      },
    },
  }
}

/** OpenAPI 3.1 of what one caller may do in one tenant, custom objects and commands included. */
export const openApiOf = (model: Model, access: Access, about: { title: string; url: string }): Json => {
  const schemas: Json = { ...commonComponents }
  const paths: Json = withPaths({ ...fixedPaths, ...doorPaths }, pathsOfRoutes(model.routes, access))
  for (const object of model.objects.values()) {
    const right = access.object(object.name)
    const writes = !object.definition.ledger
    const may = {
      read: right.read !== 'none' || Boolean(object.definition.access?.everyone),
      create: writes && right.create,
      update: writes && right.update !== 'none',
      delete: writes && right.delete !== 'none',
    }
    if (!may.read) continue
    const name = nameOf(object.name)
    const { read, create, update } = schemasOf(model, access, object)
    schemas[name] = read
    // A list or a record with chosen fields: any of the fields, and paths through references.
    schemas[`${name}Part`] = {
      ...read,
      required: ['id'],
      additionalProperties: undefined,
      patternProperties: { '\\.': {} },
      unevaluatedProperties: false,
    }
    const { createBy } = object.definition
    const made = createBy ? model.commands.get(createBy) : undefined
    schemas[`${name}Create`] = made ? inputSchemaOf(made) : create
    schemas[`${name}Update`] = update
    schemas[`${name}Bulk`] = bulkSchema(object, name, {
      create: may.create && !made ? create : null,
      update: may.update ? update : null,
      delete: may.delete,
    })
    Object.assign(paths, objectPaths(object, may), model.ledgers.has(object.name) ? ledgerPath(object.name) : {})
  }
  for (const command of model.commands.values())
    if (mayRun(access, command))
      Object.assign(paths, { [`/api/v1/commands/${command.name}`]: commandPath(command) }, runPaths(command))
  return {
    openapi: '3.1.0',
    info: {
      title: `${about.title} · Lianke`,
      version: String(model.version),
      description: 'Generated from the definitions of this tenant.',
    },
    servers: [{ url: about.url }],
    security: [{ key: [] }, { session: [] }],
    tags: [...model.objects.values()].map(({ name, definition }) => ({
      name,
      description: `${definition.label.en} · ${definition.label.zh}`,
    })),
    paths,
    components: {
      schemas,
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key, lk_…' },
        session: { type: 'apiKey', in: 'cookie', name: 'lianke.session_token' },
      },
    },
  }
}
