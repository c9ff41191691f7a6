import {
  defineChannel,
  isObject,
  label,
  type DeliveryOutcome,
  type DeliveryRequest,
  type ChannelHost,
  type Envelope,
  type Translated,
} from '@lianke/kernel'
import { selfActions } from './actions/self-actions.ts'
import { askedName } from './events/self-asked.event.ts'

const known = new Map(selfActions.map((action) => [action.name, action]))
const eventName = /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/

/** Turns an allowed request into one envelope in the inbox; the intent is the message id, so asking twice posts once. */
export const deliver = async (host: ChannelHost, request: DeliveryRequest): Promise<DeliveryOutcome> => {
  const action = known.get(request.action)
  if (!action) return { status: 'refused', reason: 'self.unknown_action' }
  if (!request.person) return { status: 'refused', reason: 'self.no_person' }
  const missing = Object.entries(action.fields).find(([name, field]) => field.options.required && isEmpty(request.content[name]))
  if (missing) return { status: 'refused', reason: `self.missing_${missing[0]}` }
  if (request.action === 'self.emit' && !eventName.test(String(request.content.event)))
    return { status: 'refused', reason: 'self.bad_event_name' }
  await host.post({
    channel: 'self',
    message_id: request.intent,
    kind: request.action,
    body: { ...request.content, person: request.person, intent: request.intent },
  })
  return { status: 'sent', reference: request.intent }
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

const payloadIn = ({ payload }: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  isObject(payload) ? { ...payload } : {}

/** Envelope → the fact that a module's reaction answers. Pure: repeating it gives the same fact under the same key. */
export const translate = async (_host: ChannelHost, envelope: Envelope): Promise<readonly Translated[]> => {
  const { person, ...content } = envelope.body
  if (!known.has(envelope.kind) || typeof person !== 'string') return []
  const emit = envelope.kind === 'self.emit'
  return [
    {
      name: emit ? String(content.event) : askedName(envelope.kind),
      occurred_at: envelope.received_at,
      identifiers: [],
      person,
      payload: emit ? payloadIn(content) : content,
      key: `self:${envelope.message_id}`,
    },
  ]
}

/** The house writing to itself by post: no shortcut from a journey to a record. */
export const self = defineChannel({
  name: 'self',
  local: true,
  label: label('本系统', 'Lianke itself'),
  actions: selfActions,
  translate,
  deliver,
})
