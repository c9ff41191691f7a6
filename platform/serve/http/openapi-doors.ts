import { seenShape } from '../imports/routes/shapes.ts'
import {
  all,
  arrayOf,
  done,
  instant,
  instantOrNull,
  listOf,
  made,
  ok,
  operation,
  pathName,
  problems,
  text,
  textOrNull,
} from './openapi-parts.ts'
import { jsonSchemaOf } from './routes/openapi-of-routes.ts'

type Json = Record<string, unknown>
const number = { type: 'number' }

const importPaths: Json = {
  '/api/v1/imports': {
    post: {
      operationId: 'imports.upload',
      summary: 'A table to import: looked at, kept beside a new run',
      tags: ['imports'],
      parameters: [{ name: 'object', in: 'query', required: true, schema: text }],
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: all({ file: { type: 'string', contentMediaType: 'application/octet-stream' } }),
          },
        },
      },
      responses: { ...made(jsonSchemaOf(seenShape, 'output')), ...problems },
    },
  },
  '/api/v1/imports/{id}/error-file': {
    parameters: [pathName('id')],
    get: {
      operationId: 'imports.error_file',
      summary: 'The rows that were not taken, with the reasons in front',
      tags: ['imports'],
      responses: { 200: { description: 'The rows', content: { 'text/csv': { schema: text } } }, ...problems },
    },
  },
}

const tenant = {
  id: text,
  name: text,
  zone: text,
  locale: text,
  base_currency: text,
  status: text,
  paused_at: instantOrNull,
  problem: textOrNull,
  created_at: instant,
  accounts: number,
}
const installationPaths: Json = {
  '/api/v1/installation/tenants': {
    get: operation('installation.tenants', 'Companies of the installation', 'installation', ok(listOf(all(tenant)))),
    post: operation(
      'installation.make_tenant',
      'A company of its own',
      'installation',
      made(all({ ...tenant, link: textOrNull })),
      all(
        {
          id: text,
          name: text,
          zone: text,
          locale: { enum: ['zh-CN', 'en'] },
          base_currency: text,
          administrator: all({ name: text, email: text }),
        },
        ['zone', 'locale', 'base_currency', 'administrator'],
      ),
    ),
  },
  ...Object.fromEntries(
    ['pause', 'resume'].map((act) => [
      `/api/v1/installation/tenants/{id}/${act}`,
      {
        parameters: [pathName('id')],
        post: operation(`installation.${act}`, `${act === 'pause' ? 'Pause' : 'Resume'} a company`, 'installation', done),
      },
    ]),
  ),
}

/** One thing that happened, as a page or a program tells it; members that are not known are left out, not refused. */
const told: Json = {
  type: 'object',
  required: ['type'],
  properties: {
    type: { enum: ['track', 'page', 'screen', 'identify', 'alias', 'group'] },
    message_id: text,
    event: text,
    user_id: text,
    anonymous_id: text,
    timestamp: text,
    properties: { type: 'object' },
    traits: { type: 'object' },
    context: { type: 'object' },
  },
}
const placed = all({ index: number, code: text, detail: text })
const placedList = arrayOf(placed)
const collectPaths: Json = {
  '/collect': {
    post: {
      ...operation(
        'collect',
        'What visitors and customers did: good events are durable when this answers, each bad one is named by its place',
        'collect',
        ok({
          type: 'object',
          required: ['received', 'duplicates', 'refused'],
          properties: {
            received: number,
            duplicates: number,
            refused: arrayOf(placed),
            held: { ...placedList, description: 'Kept in quarantine: they do not fit the description of their event' },
          },
        }),
        {
          type: 'object',
          properties: { batch: arrayOf(told), events: arrayOf(told), write_key: text, issuer: text, sent_at: text },
          description: 'The key stands in `Authorization`, in `X-Write-Key` or in the body.',
        },
      ),
      security: [{ key: [] }, {}],
    },
  },
}

/** Doors that are no definitions of a module: they carry files, belong to the installation, or are a lean path of their own. */
export const doorPaths: Json = { ...importPaths, ...installationPaths, ...collectPaths }
