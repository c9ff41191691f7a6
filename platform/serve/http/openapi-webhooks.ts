import {
  all,
  arrayOf,
  done,
  id,
  idParameter,
  instant,
  instantOrNull,
  listOf,
  made,
  ok,
  operation,
  pageOf,
  pageParameters,
  ref,
  text,
  textOrNull,
} from './openapi-parts.ts'

type Json = Record<string, unknown>
const integer = { type: 'integer' }
const integerOrNull = { type: ['integer', 'null'] }
const idOrNull = { type: ['string', 'null'], format: 'uuid' }
const state = { enum: ['waiting', 'sent', 'dead', 'withheld'] }

const subscription: Json = {
  id,
  name: text,
  url: text,
  events: arrayOf(text),
  role: id,
  state: { enum: ['active', 'paused'] },
  paused_because: textOrNull,
  paused_at: instantOrNull,
  failures: integer,
  failing_since: instantOrNull,
  last_problem: textOrNull,
  last_sent_at: instantOrNull,
  rest_until: instantOrNull,
  old_secret_until: instantOrNull,
  maker_name: textOrNull,
  created_at: instant,
  waiting: integer,
  dead: integer,
  sent_day: integer,
}
const delivery: Json = {
  id,
  place: text,
  name: text,
  object: textOrNull,
  record: idOrNull,
  fact: idOrNull,
  state,
  attempts: integer,
  status: integerOrNull,
  answer: textOrNull,
  problem: textOrNull,
  took_ms: integerOrNull,
  created_at: instant,
  tried_at: instantOrNull,
  next_at: instantOrNull,
}
const input: Json = { name: text, url: { type: 'string', format: 'uri' }, events: arrayOf(text), role: id }

export const webhookComponents: Json = {
  Webhook: all(subscription),
  WebhookMade: all({ ...subscription, secret: text }),
  WebhookDelivery: all(delivery),
  WebhookDeliveryWhole: all({ ...delivery, open: { type: 'boolean' }, request: {} }),
}

const tag = 'webhooks'
const act = (name: string, summary: string, answer: Json, given?: object) =>
  operation(`webhooks.${name}`, summary, tag, answer, given)
const parameters = [idParameter]
const deliveryParameters = [idParameter, { ...idParameter, name: 'delivery' }]

/** Subscriptions of addresses outside to events and changes of records, and every delivery. */
export const webhookPaths: Json = {
  '/api/v1/webhooks': {
    get: operation('webhooks', 'Subscriptions with how they stand', tag, ok(listOf(ref('Webhook')))),
    post: act('make', 'Subscribe an https address; its secret is shown once', made(ref('WebhookMade')), all(input)),
  },
  '/api/v1/webhooks/{id}': {
    parameters,
    get: act('get', 'One subscription', ok(ref('Webhook'))),
    patch: act('change', 'Change a subscription', ok(ref('Webhook')), all(input, Object.keys(input))),
    delete: act('remove', 'End a subscription; its deliveries go with it', done),
  },
  '/api/v1/webhooks/{id}/pause': {
    parameters,
    post: act('pause', 'Send nothing for now; what happens waits', ok(ref('Webhook'))),
  },
  '/api/v1/webhooks/{id}/resume': {
    parameters,
    post: act(
      'resume',
      'Go on, with what waited or without it',
      ok(ref('Webhook')),
      all({ skip_waiting: { type: 'boolean', default: false } }, ['skip_waiting']),
    ),
  },
  '/api/v1/webhooks/{id}/rotate-secret': {
    parameters,
    post: act(
      'rotate-secret',
      'A new secret, shown once; the old one signs beside it for a day',
      ok(all({ secret: text, old_secret_until: instant })),
    ),
  },
  '/api/v1/webhooks/{id}/test': { parameters, post: act('test', 'Send a test now', ok(ref('WebhookDelivery'))) },
  '/api/v1/webhooks/{id}/replay': {
    parameters,
    post: act(
      'replay',
      'Send everything again that died since a moment',
      ok(all({ replayed: integer })),
      all({ since: instant }),
    ),
  },
  '/api/v1/webhooks/{id}/deliveries': {
    parameters,
    get: {
      ...act('deliveries', 'Deliveries, newest first', ok(pageOf(ref('WebhookDelivery')))),
      parameters: [...pageParameters, { name: 'state', in: 'query', schema: state }],
    },
  },
  '/api/v1/webhooks/{id}/deliveries/{delivery}': {
    parameters: deliveryParameters,
    get: act(
      'delivery',
      'One delivery with its body and its answer, for who may see what its role may',
      ok(ref('WebhookDeliveryWhole')),
    ),
  },
  '/api/v1/webhooks/{id}/deliveries/{delivery}/replay': {
    parameters: deliveryParameters,
    post: act('deliveries.replay', 'Send one again, under the same webhook-id', ok(ref('WebhookDelivery'))),
  },
}
