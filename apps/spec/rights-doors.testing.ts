import { fieldTypes } from '@lianke/kernel'
import type { Model } from '@lianke/platform'
import type { InjectOptions } from 'fastify'
import { type RightsWorld, secrets } from './rights-world.testing.ts'

/** A route of the server with the questions by which it is walked. `tells`: an administrator finds a secret in its answers, so the walk is no empty one. */
export interface Door {
  readonly route: string
  readonly asks: readonly InjectOptions[]
  readonly tells?: boolean
}
const api = (path: string) => `/api/v1${path}`
const get = (path: string, query?: Record<string, string>): InjectOptions => ({ method: 'GET', url: api(path), query })
const post = (path: string, payload: object = {}): InjectOptions => ({ method: 'POST', url: api(path), payload })

const tool = (name: string, args: object): InjectOptions =>
  post('/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } })

/** What people type or ask for, to find out what they may not see. */
export const guesses = [secrets.phone, secrets.phone.slice(0, 7), secrets.phone.slice(-6), secrets.mail, secrets.foreign, '绝密']

export interface ClosedField {
  readonly object: string
  readonly path: string
  readonly type: keyof typeof fieldTypes
  readonly code: 'field.masked' | 'filter.unknown_field'
}
/** Every field that the clerk sees masked or not at all, as it is reached from every object: read off the definitions, not off the rights. */
export const closedFields = (model: Model): ClosedField[] => {
  const own = [...model.objects.values()].flatMap((object) =>
    [...object.fields].flatMap(([path, field]): ClosedField[] => {
      const hidden = object.name === 'customer.person' && path === 'email'
      if (!hidden && !field.options.masked) return []
      return [{ object: object.name, path, type: field.type, code: hidden ? 'filter.unknown_field' : 'field.masked' }]
    }),
  )
  const through = [...model.objects.values()].flatMap((object) =>
    [...object.fields].flatMap(([name, field]) =>
      field.type === 'reference'
        ? own
            .filter((closed) => closed.object === field.options.to)
            .map((closed) => ({ ...closed, object: object.name, path: `${name}.${closed.path}` }))
        : [],
    ),
  )
  return [...own, ...through]
}

const lists = (model: Model): Door[] => {
  const paths = [...model.objects.keys()].map((name) => name.replace('.', '/'))
  return [
    {
      route: 'GET /api/v1/:room/:noun',
      tells: true,
      asks: paths.flatMap((path) => [
        get(`/${path}`, { limit: '1', count: 'true' }),
        ...guesses.map((search) => get(`/${path}`, { search, count: 'true' })),
      ]),
    },
    { route: 'POST /api/v1/:room/:noun/query', tells: true, asks: paths.map((path) => post(`/${path}/query`, { limit: 2 })) },
    { route: 'GET /api/v1/exports/:room/:file', tells: true, asks: paths.map((path) => get(`/exports/${path}.csv`)) },
    { route: 'GET /api/v1/:room/:noun/schema', asks: paths.map((path) => get(`/${path}/schema`)) },
  ]
}

/** All walks over the product as it stands. */
export const doorsOf = ({ ids, clerk }: RightsWorld, model: Model): readonly Door[] => [
  ...lists(model),
  {
    route: 'GET /api/v1/:room/:noun/:id',
    tells: true,
    asks: [
      get(`/customer/person/${ids.person}`),
      get(`/customer/person/${ids.foreign}`),
      get(`/commerce/order/${ids.order}`, { fields: 'person,person.phone' }),
      get(`/customer/account/${ids.account}`),
      get(`/fieldwork/task/${ids.task}`),
    ],
  },
  {
    route: 'GET /api/v1/:room/:noun/:id/timeline',
    tells: true,
    asks: [
      get(`/customer/person/${ids.person}/timeline`, { limit: '200' }),
      get(`/customer/person/${ids.person}/timeline`, { limit: '1' }),
    ],
  },
  {
    route: 'GET /api/v1/:room/:noun/:id/history',
    tells: true,
    asks: [
      get(`/customer/person/${ids.person}/history`),
      get(`/customer/account/${ids.account}/history`),
      get(`/fieldwork/task/${ids.task}/history`),
    ],
  },
  { route: 'GET /api/v1/:room/:noun/:id/states', asks: [get(`/commerce/order/${ids.order}/states`)] },
  { route: 'GET /api/v1/:room/:noun/:id/uses', asks: [get(`/customer/person/${ids.person}/uses`)] },
  {
    route: 'POST /api/v1/:room/:noun/offered',
    asks: [post('/customer/person/offered', { ids: [ids.person, ids.foreign] })],
  },
  {
    route: 'POST /api/v1/commands/:name/preview',
    asks: [
      post('/commands/customer.tag_add/preview', { ids: [ids.person, ids.foreign], input: { tags: ['x'] } }),
      post('/commands/customer.tag_add/preview', {
        filter: { field: 'name', op: 'contains', value: secrets.foreign },
        input: { tags: ['x'] },
      }),
      post('/commands/customer.tag_add/preview', {
        filter: { field: 'phone', op: 'ends_with', value: secrets.phone.slice(-4) },
        input: { tags: ['x'] },
      }),
    ],
  },
  {
    route: 'POST /api/v1/commands/:name/run-on',
    asks: [
      post('/commands/customer.tag_add/run-on', { ids: [ids.foreign], input: { tags: ['x'] } }),
      post('/commands/customer.tag_add/run-on', {
        filter: { field: 'email', op: 'contains', value: secrets.mail },
        input: { tags: ['x'] },
      }),
    ],
  },
  { route: 'GET /api/v1/command-runs', asks: [get('/command-runs')] },
  { route: 'GET /api/v1/:room/:noun/:id/team', asks: [get(`/customer/person/${ids.person}/team`)] },
  { route: 'GET /api/v1/search', tells: true, asks: guesses.map((q) => get('/search', { q, limit: '50' })) },
  {
    route: 'POST /api/v1/reports/aggregate',
    asks: [post('/reports/aggregate', { object: 'fieldwork.task', group: [{ field: 'person' }], measures: [{ fn: 'count' }] })],
    tells: true,
  },
  {
    route: 'POST /api/v1/:room/:noun/aggregate',
    asks: [post('/customer/person/aggregate', { group: [{ field: 'name' }], measures: [{ fn: 'count' }] })],
    tells: true,
  },
  { route: 'GET /api/v1/todo/list', tells: true, asks: [get('/todo/list'), get('/todo/list', { per: '1' })] },
  { route: 'GET /api/v1/todo/open', tells: true, asks: [get('/todo/open'), get('/todo/open', { part: 'queue' })] },
  {
    route: 'POST /api/v1/segments/preview',
    tells: true,
    asks: [
      post('/segments/preview', { filter: { field: 'name', op: 'not_empty' } }),
      post('/segments/preview', { filter: { field: 'name', op: 'eq', value: secrets.foreign }, fields: ['phone'] }),
    ],
  },
  {
    route: 'POST /api/v1/:room/:noun',
    asks: [
      post('/customer/person', { name: '新的人', phone: secrets.phone }),
      post('/customer/person', { name: '新的人', emial: 'x@example.com' }),
      post('/fieldwork/task', { subject: '查', person: ids.foreign, due_at: '2030-01-01T00:00:00Z' }),
      post('/ticket/ticket', { subject: '查', person: ids.person, attachments: [ids.file] }),
    ],
  },
  {
    route: 'PATCH /api/v1/:room/:noun/:id',
    asks: [
      { method: 'PATCH', url: api(`/customer/person/${ids.person}`), payload: { phone: secrets.phone } },
      { method: 'PATCH', url: api(`/customer/person/${ids.foreign}`), payload: { name: 'x' } },
      { method: 'PATCH', url: api(`/customer/person/${ids.person}?dry_run=true`), payload: { phone: secrets.phone } },
      { method: 'PATCH', url: api(`/customer/person/${ids.foreign}?dry_run=true`), payload: { name: 'x' } },
    ],
  },
  {
    route: 'POST /api/v1/:room/:noun/bulk',
    asks: [
      post('/customer/person/bulk', { upsert: { key: ['phone'], rows: [{ phone: secrets.phone }] } }),
      post('/customer/person/bulk', { upsert: { key: ['email'], rows: [{ email: `${secrets.mail}@example.com` }] } }),
      post('/customer/person/bulk', { update: [{ id: ids.foreign, name: 'x' }], partial: true }),
    ],
  },
  {
    route: 'POST /api/v1/commands/:name',
    tells: true,
    asks: [
      post('/commands/journey.dry_run', { id: ids.journey, person: ids.person }),
      post('/commands/journey.dry_run', { id: ids.journey, person: ids.foreign }),
      post('/commands/journey.people', { id: ids.journey, node: 'a' }),
      post('/commands/journey.versions', { id: ids.journey }),
      post('/commands/journey.played', { id: ids.journey, person: ids.person }),
      post('/commands/segment.members', { id: ids.segment }),
      post('/commands/segment.of_person', { id: ids.person }),
      post('/commands/customer.of_contact', { type: 'wecom_external_userid', value: secrets.phone }),
    ],
  },
  {
    route: 'GET /api/v1/files/:id',
    tells: true,
    asks: [get(`/files/${ids.file}`), get(`/files/${ids.file}`, { on: `customer.person/${ids.person}` })],
  },
  { route: 'GET /api/v1/files/:id/info', asks: [get(`/files/${ids.file}/info`)] },
  { route: 'GET /api/v1/imports', tells: true, asks: [get('/imports')] },
  { route: 'GET /api/v1/imports/:id', tells: true, asks: [get(`/imports/${ids.run}`)] },
  { route: 'GET /api/v1/imports/:id/problems', asks: [get(`/imports/${ids.run}/problems`)] },
  {
    route: 'GET /api/v1/imports/:id/words',
    asks: [0, 1, 2, 3, 4, 5].map((column) => get(`/imports/${ids.run}/words?column=${column}`)),
  },
  { route: 'GET /api/v1/imports/:id/error-file', asks: [get(`/imports/${ids.run}/error-file`)] },
  { route: 'POST /api/v1/imports/:id/dry-run', asks: [post(`/imports/${ids.run}/dry-run`)] },
  {
    route: 'GET /api/v1/audit/changes',
    tells: true,
    asks: [
      get('/audit/changes', { object: 'customer.person', record: ids.person }),
      get('/audit/changes', { limit: '200', name: 'person.identified' }),
      get('/audit/changes', { limit: '200', name: 'staff.notice_asked' }),
    ],
  },
  {
    route: 'GET /api/v1/explain/:object/:id',
    asks: [get(`/explain/customer.person/${ids.foreign}`), get(`/explain/customer.person/${ids.person}`)],
  },
  {
    route: 'GET /api/v1/approval/standing',
    asks: [ids.person, ids.foreign].map((record) => get('/approval/standing', { object: 'customer.person', record })),
  },
  { route: 'GET /api/v1/meta', asks: [get('/meta')] },
  {
    route: 'POST /api/v1/mcp',
    tells: true,
    asks: [
      ...[...model.objects.keys()].map((object) => tool('query_records', { object, limit: 2 })),
      ...guesses.map((q) => tool('search', { q })),
      tool('record_history', { object: 'customer.person', id: ids.person }),
      tool('record_history', { object: 'customer.person', id: ids.foreign }),
      tool('propose_update', { object: 'customer.person', id: ids.person, values: { phone: secrets.phone } }),
      tool('propose_update', { object: 'customer.person', id: ids.foreign, values: { name: 'x' } }),
    ],
  },
  {
    route: 'GET /api/v1/collaboration/talk',
    asks: [ids.person, ids.foreign].map((record) => get('/collaboration/talk', { object: 'customer.person', record })),
  },
  {
    route: 'GET /api/v1/collaboration/unseeing',
    asks: [ids.person, ids.foreign].map((record) =>
      get('/collaboration/unseeing', { object: 'customer.person', record, staff: clerk.staff }),
    ),
  },
  { route: 'GET /api/v1/openapi.json', asks: [get('/openapi.json')] },
  { route: 'GET /api/v1/operations/dead-letters', asks: [get('/operations/dead-letters')] },
  { route: 'GET /api/v1/operations/callbacks', asks: [get('/operations/callbacks', { channel: 'wecom' })] },
  { route: 'GET /api/v1/operations/jobs', asks: [get('/operations/jobs')] },
  {
    route: 'POST /api/v1/settings/sharing-rules/preview',
    asks: [
      post('/settings/sharing-rules/preview', {
        object: 'customer.person',
        filter: { field: 'name', op: 'not_empty' },
        principals: [{ kind: 'user', id: clerk.staff }],
      }),
    ],
  },
  { route: 'GET /api/v1/settings/sharing-rules', asks: [get('/settings/sharing-rules')] },
  { route: 'GET /api/v1/webhooks', asks: [get('/webhooks')] },
  {
    route: 'POST /api/v1/webhooks',
    asks: [post('/webhooks', { name: 'x', url: 'https://example.com/', events: ['*'], role: ids.person })],
  },
]
