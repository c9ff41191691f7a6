import {
  all,
  answer,
  id,
  idParameter,
  instant,
  instantOrNull,
  listOf,
  operation,
  problems,
  ref,
  text,
  textOrNull,
} from './openapi-parts.ts'
import { operationsComponents, operationsPaths } from './openapi-operations.ts'
import { sharingComponents, sharingPaths } from './openapi-sharing.ts'

type Json = Record<string, unknown>
const label = { type: 'object', properties: { zh: text, en: text }, required: ['zh', 'en'] }

const question: Json = {
  group: {
    type: 'array',
    maxItems: 3,
    items: all({ field: text, bucket: { enum: ['hour', 'day', 'week', 'month', 'quarter', 'year'] } }, ['bucket']),
  },
  measures: {
    type: 'array',
    minItems: 1,
    maxItems: 8,
    items: all({ fn: { enum: ['count', 'count_distinct', 'sum', 'avg', 'min', 'max'] }, field: text }, ['field']),
  },
  filter: { type: 'object' },
  sort: { type: 'array', items: text },
  limit: { type: 'integer', minimum: 1, maximum: 10_000 },
}
export const writeHeaders = [
  {
    name: 'Idempotency-Key',
    in: 'header',
    schema: { type: 'string', maxLength: 200 },
    description: 'The same key and body give the stored answer.',
  },
  { name: 'If-Match', in: 'header', schema: text, description: 'The version that was read, as an ETag.' },
]
export const listParameters = [
  { name: 'filter', in: 'query', content: { 'application/json': { schema: ref('Filter') } } },
  ...['search', 'sort', 'fields', 'cursor'].map((name) => ({ name, in: 'query', schema: text })),
  { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 } },
  ...['count', 'deleted'].map((name) => ({ name, in: 'query', schema: { type: 'boolean' } })),
]
const bulkRow = { type: 'array', maxItems: 1000, items: { type: 'object' } }

export const commonComponents: Json = {
  Problem: {
    type: 'object',
    required: ['type', 'title', 'status', 'code', 'detail'],
    properties: {
      type: text,
      title: text,
      status: { type: 'integer' },
      code: text,
      detail: text,
      instance: text,
      problems: {
        type: 'array',
        items: {
          type: 'object',
          required: ['path', 'code', 'detail'],
          properties: { path: text, code: text, detail: text, suggestion: text },
        },
      },
    },
  },
  Filter: { type: 'object', description: 'and, or, not; { field, op, value }; { child, via, where, measure }' },
  Count: all({ value: { type: 'integer' }, capped: { type: 'boolean' } }),
  Query: all(
    {
      filter: ref('Filter'),
      search: text,
      sort: { type: 'array', items: text, maxItems: 3 },
      fields: { type: 'array', items: text },
      limit: { type: 'integer', minimum: 1, maximum: 200 },
      cursor: textOrNull,
      count: { type: 'boolean' },
      deleted: { type: 'boolean' },
    },
    ['filter', 'search', 'sort', 'fields', 'limit', 'cursor', 'count', 'deleted'],
  ),
  Bulk: all(
    {
      create: bulkRow,
      update: bulkRow,
      delete: { type: 'array', maxItems: 1000, items: id },
      upsert: { type: 'object' },
      partial: { type: 'boolean' },
    },
    ['create', 'update', 'delete', 'upsert', 'partial'],
  ),
  BulkAnswer: all({
    created: { type: 'integer' },
    updated: { type: 'integer' },
    deleted: { type: 'integer' },
    unchanged: { type: 'integer' },
    results: {
      type: 'array',
      items: all({ action: text, row: { type: 'integer' }, id: textOrNull, problems: { type: 'array' } }, ['problems']),
    },
  }),
  Session: all({
    id: text,
    address: textOrNull,
    agent: textOrNull,
    created_at: instant,
    seen_at: instant,
    current: { type: 'boolean' },
  }),
  Key: all({
    id,
    name: text,
    hint: text,
    scopes: { type: 'array', items: text },
    created_at: instant,
    expires_at: instantOrNull,
    revoked_at: instantOrNull,
    used_at: instantOrNull,
  }),
  File: all({
    id,
    name: text,
    type: text,
    size: { type: 'integer' },
    sha256: text,
    width: { type: ['integer', 'null'] },
    height: { type: ['integer', 'null'] },
    object: textOrNull,
    record: textOrNull,
    created_at: instant,
  }),
  Setting: all(
    {
      name: text,
      label,
      help: { anyOf: [label, { type: 'null' }] },
      section: label,
      secret: { type: 'boolean' },
      is_set: { type: 'boolean' },
      schema: { type: 'object' },
      value: {},
      default: {},
    },
    ['value', 'default'],
  ),
  Account: all(
    {
      id: text,
      name: text,
      email: text,
      username: textOrNull,
      disabled: { type: 'boolean' },
      locale: textOrNull,
      two_factor: { type: 'boolean' },
      created_at: instant,
      seen_at: instantOrNull,
    },
    ['locale', 'two_factor', 'created_at', 'seen_at'],
  ),
  SignIn: all({ status: { enum: ['signed_in', 'code_needed'] } }),
  Me: all({
    account: all({
      id: text,
      name: text,
      email: text,
      username: textOrNull,
      locale: textOrNull,
      two_factor: { type: 'boolean' },
    }),
    staff: { anyOf: [{ type: 'null' }, all({ id, name: text, department: { type: ['string', 'null'], format: 'uuid' } })] },
    tenant: all({ id: text, name: text, zone: text, locale: text, base_currency: text }),
    tenants: { type: 'array', items: all({ id: text, name: text }) },
    rights: { type: 'array', items: text },
    administrator: { type: 'boolean' },
  }),
  Meta: {
    type: 'object',
    required: [
      'version',
      'tenant',
      'me',
      'modules',
      'objects',
      'events',
      'conditions',
      'commands',
      'steps',
      'channels',
      'rights',
      'words',
    ],
    properties: {
      version: { type: 'integer' },
      objects: { type: 'array', items: { type: 'object', required: ['name', 'label', 'title', 'fields', 'may', 'children'] } },
    },
  },
  Question: all(question, ['group', 'filter', 'sort', 'limit']),
  Figures: all({
    keys: all({ groups: { type: 'array', items: text }, measures: { type: 'array', items: text } }),
    data: { type: 'array', items: { type: 'object' } },
    capped: { type: 'boolean' },
  }),
  Explanation: all({
    read: { type: 'boolean' },
    update: { type: 'boolean' },
    delete: { type: 'boolean' },
    scopes: all({ read: text, update: text, delete: text }),
    reasons: { type: 'array', items: all({ code: text, text: label }) },
  }),
  Timeline: all({
    data: { type: 'array', items: { type: 'object', required: ['id', 'name', 'at', 'actor', 'changes'] } },
    next: textOrNull,
  }),
  Audit: all({ data: { type: 'array', items: { type: 'object' } }, next: textOrNull }),
  ...operationsComponents,
  ...sharingComponents,
}

const ok = (schema: object, description = 'Answer') => ({ 200: answer(schema, description) })
const made = (schema: object) => ({ 201: answer(schema, 'Made') })
const done = { 204: { description: 'Done' } }
const pathName = (name: string) => ({ name, in: 'path', required: true, schema: text })
const credentials = all({ login: text, password: text, remember: { type: 'boolean' } }, ['remember'])

/** Calls that every tenant has alike. */
export const fixedPaths: Json = {
  '/api/v1/sign-in/ways': {
    get: operation(
      'sign-in.ways',
      'How to sign in',
      'sign-in',
      ok(all({ setup_needed: { type: 'boolean' }, providers: { type: 'array', items: all({ name: text, label: text }) } })),
    ),
  },
  '/api/v1/sign-in': { post: operation('sign-in', 'Sign in', 'sign-in', ok(ref('SignIn')), credentials) },
  '/api/v1/sign-in/code': {
    post: operation(
      'sign-in.code',
      'Second factor',
      'sign-in',
      ok(ref('SignIn')),
      all({ code: text, trust: { type: 'boolean' } }, ['trust']),
    ),
  },
  '/api/v1/sign-out': { post: operation('sign-out', 'Sign out', 'sign-in', done) },
  '/api/v1/me': {
    get: operation('me', 'Own account', 'me', ok(ref('Me'))),
    patch: operation('me.change', 'Change own account', 'me', done, all({ name: text, locale: textOrNull }, ['name', 'locale'])),
  },
  '/api/v1/setup': {
    post: operation(
      'setup',
      'First administrator, while no account exists',
      'sign-in',
      ok(ref('SignIn')),
      all({ company: text, name: text, email: text, username: textOrNull, password: text, locale: textOrNull }, [
        'username',
        'locale',
      ]),
    ),
  },
  '/api/v1/me/password': {
    post: operation('me.password', 'New password; ends all other sessions', 'me', done, all({ current: text, password: text })),
  },
  '/api/v1/me/tenant': { post: operation('me.tenant', 'Go to another tenant', 'me', done, all({ tenant: text })) },
  '/api/v1/me/two-factor': {
    post: operation(
      'me.two-factor.begin',
      'Begin two-factor sign-in',
      'me',
      ok(all({ uri: text, backup_codes: { type: 'array', items: text } })),
      all({ password: text }),
    ),
    delete: operation('me.two-factor.end', 'End two-factor sign-in', 'me', done, all({ password: text })),
  },
  '/api/v1/me/two-factor/confirm': {
    post: operation('me.two-factor.confirm', 'Confirm by a first code', 'me', done, all({ code: text })),
  },
  '/api/v1/me/sessions/{id}': {
    parameters: [{ ...idParameter, schema: text }],
    delete: operation('me.sessions.end-one', 'End one session', 'me', done),
  },
  '/api/v1/me/sessions': {
    get: operation('me.sessions', 'Own sessions', 'me', ok(listOf(ref('Session')))),
    delete: operation('me.sessions.end', 'End all other sessions', 'me', ok(all({ ended: { type: 'integer' } }))),
  },
  '/api/v1/accounts': {
    get: operation('accounts', 'Accounts of the tenant', 'administration', ok(listOf(ref('Account')))),
    post: operation('accounts.make', 'Make an account', 'administration', made(ref('Account')), { type: 'object' }),
  },
  '/api/v1/accounts/{id}': {
    parameters: [{ ...idParameter, schema: text }],
    patch: operation('accounts.change', 'Change an account', 'administration', ok(ref('Account')), { type: 'object' }),
  },
  '/api/v1/keys': {
    get: operation('keys', 'API keys', 'administration', ok(listOf(ref('Key')))),
    post: operation(
      'keys.make',
      'Make an API key; it is shown once',
      'administration',
      made(all({ id, key: text })),
      all({ name: text, scopes: { type: 'array', items: text }, expires_at: instantOrNull }, ['expires_at']),
    ),
  },
  '/api/v1/keys/{id}': {
    parameters: [idParameter],
    delete: operation('keys.revoke', 'Revoke an API key', 'administration', done),
  },
  '/api/v1/settings': { get: operation('settings', 'Settings', 'administration', ok(listOf(ref('Setting')))) },
  '/api/v1/settings/{name}': {
    parameters: [{ name: 'name', in: 'path', required: true, schema: text }],
    get: operation('settings.get', 'One setting', 'administration', ok(ref('Setting'))),
    put: operation('settings.set', 'Set', 'administration', ok(ref('Setting')), all({ value: {} })),
    delete: operation('settings.reset', 'Back to the default', 'administration', ok(ref('Setting'))),
  },
  '/api/v1/settings/custom': {
    get: operation(
      'custom',
      "The tenant's own objects and fields, archived ones too",
      'administration',
      ok(all({ objects: { type: 'array' }, fields: { type: 'array' } })),
    ),
  },
  '/api/v1/settings/fields': {
    post: operation(
      'custom.fields.add',
      'Add a field to an object',
      'administration',
      made({ type: 'object' }),
      all({ on: text, name: text, field: { type: 'object' } }),
    ),
  },
  '/api/v1/settings/fields/{on}/{name}': {
    parameters: ['on', 'name'].map(pathName),
    patch: operation(
      'custom.fields.change',
      'Change label and options of an own field, archive it, bring it back',
      'administration',
      ok({ type: 'object' }),
      all({ label, options: { type: 'object' }, archived: { type: 'boolean' } }, ['label', 'options', 'archived']),
    ),
  },
  '/api/v1/settings/objects': {
    post: operation('custom.objects.add', 'Add an object', 'administration', made({ type: 'object' }), { type: 'object' }),
  },
  '/api/v1/settings/objects/{name}': {
    parameters: [pathName('name')],
    patch: operation(
      'custom.objects.archive',
      'Archive an own object (its records are kept) or bring it back',
      'administration',
      ok({ type: 'object' }),
      all({ archived: { type: 'boolean' } }),
    ),
  },
  '/api/v1/audit/sign-ins': { get: operation('audit.sign-ins', 'Record of sign-ins', 'administration', ok(ref('Audit'))) },
  '/api/v1/audit/changes': { get: operation('audit.changes', 'Record of changes', 'administration', ok(ref('Audit'))) },
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
      ...operation('search', 'Where a word occurs', 'meta', ok(listOf(all({ object: text, id, title: text })))),
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
      parameters: listParameters,
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
  ...sharingPaths,
}
