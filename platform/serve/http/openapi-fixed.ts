import { administrationPaths } from './openapi-administration.ts'
import {
  all,
  answer,
  done,
  id,
  idParameter,
  listOf,
  listParameters,
  made,
  ok,
  operation,
  pathName,
  problems,
  ref,
  text,
} from './openapi-parts.ts'
import { question } from './openapi-schemas.ts'
import { commandRunPaths } from './openapi-commands.ts'
import { operationsPaths } from './openapi-operations.ts'
import { sharingPaths } from './openapi-sharing.ts'
import { signInPaths } from './openapi-sign-in.ts'
import { webhookPaths } from './openapi-webhooks.ts'

type Json = Record<string, unknown>

/** Calls that every tenant has alike. */
export const fixedPaths: Json = {
  ...signInPaths,
  ...administrationPaths,
  '/api/v1/meta': {
    get: operation('meta', 'The model as the caller may use it', 'meta', {
      ...ok(ref('Meta')),
      304: { description: 'Unchanged' },
    }),
  },
  '/api/v1/openapi.json': { get: operation('openapi', 'This document', 'meta', ok({ type: 'object' })) },
  '/api/v1/reports/aggregate': {
    post: operation(
      'reports.aggregate',
      'Figures over an object or an event',
      'reports',
      ok(ref('Figures')),
      all({ ...question, object: text, event: text }, ['group', 'filter', 'sort', 'limit', 'object', 'event']),
    ),
  },
  '/api/v1/mcp': {
    post: operation(
      'mcp',
      'A message of the Model Context Protocol (Streamable HTTP, JSON, no sessions)',
      'mcp',
      {
        200: answer({ type: ['object', 'array'] }, 'A JSON-RPC answer'),
        202: { description: 'Taken' },
        400: answer({ type: 'object' }, 'A JSON-RPC error'),
      },
      { type: ['object', 'array'] },
    ),
  },
  '/api/v1/live': {
    get: {
      operationId: 'live',
      summary: 'Server-sent events: fact, model, missed',
      tags: ['meta'],
      parameters: [{ name: 'topics', in: 'query', schema: text }],
      responses: { 200: { description: 'text/event-stream' }, ...problems },
    },
  },
  '/api/v1/search': {
    get: {
      ...operation(
        'search',
        'Where a word occurs',
        'meta',
        ok(listOf(all({ object: text, id, title: { type: ['string', 'null'] }, pooled: { type: 'boolean' } }))),
      ),
      parameters: [
        { name: 'q', in: 'query', required: true, schema: text },
        { name: 'objects', in: 'query', schema: text },
        { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 20 } },
      ],
    },
  },
  '/api/v1/explain/{object}/{id}': {
    parameters: [{ name: 'object', in: 'path', required: true, schema: text }, idParameter],
    get: {
      ...operation('explain', 'Why somebody may or may not see a record', 'meta', ok(ref('Explanation'))),
      parameters: [{ name: 'user', in: 'query', schema: id }],
    },
  },
  '/api/v1/exports/{room}/{file}': {
    parameters: ['room', 'file'].map(pathName),
    get: {
      operationId: 'exports.get',
      summary: 'A list as a file: <noun>.csv or <noun>.xlsx',
      tags: ['files'],
      parameters: [
        ...listParameters,
        { name: 'parts', in: 'query', schema: text, description: 'Names of parts: a row for each line, with its columns.' },
      ],
      responses: { 200: { description: 'The rows' }, ...problems },
    },
  },
  '/api/v1/files': {
    post: {
      operationId: 'files.upload',
      summary: 'Upload',
      tags: ['files'],
      requestBody: {
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              properties: { object: text, record: id, file: { type: 'string', contentMediaType: 'application/octet-stream' } },
            },
          },
        },
      },
      responses: { ...made(ref('File')), ...problems },
    },
  },
  '/api/v1/files/{id}': {
    parameters: [idParameter],
    get: {
      operationId: 'files.get',
      summary: 'Download',
      tags: ['files'],
      responses: { 200: { description: 'The bytes' }, ...problems },
    },
    delete: operation('files.delete', 'Delete', 'files', done),
  },
  '/api/v1/files/{id}/info': {
    parameters: [idParameter],
    get: operation('files.info', 'What a file is', 'files', ok(ref('File'))),
  },
  ...operationsPaths,
  ...commandRunPaths,
  ...sharingPaths,
  ...webhookPaths,
}
