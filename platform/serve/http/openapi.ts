import type { CommandDefinition } from '@lianke/kernel'
import type { Model, ModelObject } from '../../model/model/model.ts'
import type { AccessContext as Access } from '../../model/access/access-context.ts'
import { mayRun } from '../../model/unit-of-work/run-command.ts'
import { inputSchemaOf } from '../../model/commands/input-schema.ts'
import { schemasOf } from './object-schemas.ts'
import { fixedPaths } from './openapi-fixed.ts'
import { bulkSchema } from './openapi-bulk.ts'
import { type MayDo, objectPaths, schemaNameOf } from './openapi-objects.ts'
import { all, answer, id, idParameter, instant, problems, text, textOrNull, rehearsing } from './openapi-parts.ts'
import { commonComponents } from './openapi-schemas.ts'
import { runPaths } from './openapi-commands.ts'
import { doorPaths } from './openapi-doors.ts'
import { pathsOfRoutes, withPaths } from './routes/openapi-of-routes.ts'

type Json = Record<string, unknown>

const commandPath = (command: CommandDefinition): Json => ({
  post: {
    operationId: `command.${command.name}`,
    summary: command.label.en,
    description: command.label.zh,
    tags: ['commands'],
    parameters: rehearsing,
    requestBody: { content: { 'application/json': { schema: inputSchemaOf(command) } } },
    responses: { 200: answer({}, 'What the command answers, or what it would do'), 204: { description: 'Done' }, ...problems },
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
        responses: { 200: answer(all({ id, at: instant, currency: textOrNull, ...amounts }), 'The account then'), ...problems },
      },
    },
  }
}

const mayDo = ({ name, definition }: ModelObject, access: Access): MayDo => {
  const right = access.object(name)
  const writes = !definition.ledger
  return {
    read: right.read !== 'none' || Boolean(definition.access?.everyone),
    create: writes && right.create,
    update: writes && right.update !== 'none',
    delete: writes && right.delete !== 'none',
  }
}

/** An object as it is read, in part, given and written in sets. */
const schemasUnderNames = (model: Model, access: Access, object: ModelObject, may: MayDo): Json => {
  const name = schemaNameOf(object.name)
  const { read, create, update } = schemasOf(model, access, object)
  const { createBy } = object.definition
  const made = createBy ? model.commands.get(createBy) : undefined
  return {
    [name]: read,
    // A list or a record with chosen fields: any of the fields, and paths through references.
    [`${name}Part`]: {
      ...read,
      required: ['id'],
      additionalProperties: undefined,
      patternProperties: { '\\.': {} },
      unevaluatedProperties: false,
    },
    [`${name}Create`]: made ? inputSchemaOf(made) : create,
    [`${name}Update`]: update,
    [`${name}Bulk`]: bulkSchema(object, name, {
      create: may.create && !made ? create : null,
      update: may.update ? update : null,
      delete: may.delete,
    }),
  }
}

/** OpenAPI 3.1 of what one caller may do in one tenant, custom objects and commands included. */
export const openApiOf = (model: Model, access: Access, about: { title: string; url: string }): Json => {
  const schemas: Json = { ...commonComponents }
  const paths: Json = withPaths({ ...fixedPaths, ...doorPaths }, pathsOfRoutes(model.routes, access))
  for (const object of model.objects.values()) {
    const may = mayDo(object, access)
    if (!may.read) continue
    Object.assign(schemas, schemasUnderNames(model, access, object, may))
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
