import { all, id, instant, instantOrNull, label, ref, text, textOrNull } from './openapi-parts.ts'
import { commandComponents } from './openapi-commands.ts'
import { operationsComponents } from './openapi-operations.ts'
import { sharingComponents } from './openapi-sharing.ts'
import { webhookComponents } from './openapi-webhooks.ts'

type Json = Record<string, unknown>

/** A question for figures, wherever it is asked. */
export const question: Json = {
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

/** Schemas that paths of every tenant refer to. */
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
          properties: {
            path: text,
            code: text,
            detail: text,
            suggestion: text,
            commands: { type: 'array', items: text },
            in_the_way: all({ object: text, id, title: textOrNull }),
          },
        },
      },
    },
  },
  States: all({
    data: {
      type: 'array',
      items: all({
        state: text,
        entered_at: instant,
        left_at: instantOrNull,
        entered_by: textOrNull,
        next: textOrNull,
        seconds: { type: 'integer' },
      }),
    },
  }),
  Uses: {
    type: 'object',
    required: ['data'],
    additionalProperties: false,
    properties: {
      data: {
        type: 'array',
        items: {
          type: 'object',
          required: ['object', 'via', 'count', 'capped', 'records'],
          additionalProperties: false,
          properties: {
            object: { type: 'string' },
            via: { type: 'string' },
            count: { type: 'integer' },
            capped: { type: 'boolean' },
            records: {
              type: 'array',
              items: {
                type: 'object',
                required: ['id', 'title'],
                properties: { id: { type: 'string' }, title: { type: ['string', 'null'] } },
              },
            },
          },
        },
      },
    },
  },
  NotRestored: {
    type: 'array',
    items: all({ object: text, id, reason: { enum: ['key_taken', 'changed_meanwhile'] } }),
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
  BulkAnswer: all({
    created: { type: 'integer' },
    updated: { type: 'integer' },
    deleted: { type: 'integer' },
    unchanged: { type: 'integer' },
    keyless: { type: 'integer', description: 'Rows of an upsert that name no record and were left out, as was asked.' },
    results: {
      type: 'array',
      items: all(
        { action: text, row: { type: 'integer' }, id: textOrNull, problems: { type: 'array' }, keyless: { type: 'boolean' } },
        ['problems', 'keyless'],
      ),
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
    roles: { type: 'array', items: id },
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
      version: textOrNull,
      schema: { type: 'object' },
      trial: { type: ['object', 'null'], properties: { command: text, as: text } },
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
      installation: { type: 'boolean' },
      locale: textOrNull,
      two_factor: { type: 'boolean' },
      must_change: { type: 'boolean' },
      has_password: { type: 'boolean' },
      link_until: instantOrNull,
      link: ref('LoginLink'),
      staff: {
        anyOf: [
          { type: 'null' },
          all({ id, name: text, status: textOrNull, department: textOrNull, roles: { type: 'array', items: text } }),
        ],
      },
      created_at: instant,
      seen_at: instantOrNull,
    },
    ['locale', 'two_factor', 'must_change', 'has_password', 'link_until', 'link', 'staff', 'created_at', 'seen_at'],
  ),
  LoginLink: all({ url: text, expires_at: instant }),
  SignIn: all({ status: { enum: ['signed_in', 'code_needed'] } }),
  Me: all({
    account: all({
      id: text,
      name: text,
      email: text,
      username: textOrNull,
      locale: textOrNull,
      two_factor: { type: 'boolean' },
      must_change: { type: 'boolean' },
      installation: { type: 'boolean' },
    }),
    staff: { anyOf: [{ type: 'null' }, all({ id, name: text, department: { type: ['string', 'null'], format: 'uuid' } })] },
    tenant: all({ id: text, name: text, zone: text, locale: text, base_currency: text, phone_region: text }),
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
      'ledgers',
      'events',
      'conditions',
      'commands',
      'steps',
      'processes',
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
    left_out: {
      type: 'object',
      additionalProperties: { type: 'integer' },
      description: 'By measure: amounts that it leaves out, because no rate says what their currency is worth',
    },
    as_of: { ...text, format: 'date-time', description: 'Everything up to this moment is in the figures' },
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
  ...commandComponents,
  ...sharingComponents,
  ...webhookComponents,
}
