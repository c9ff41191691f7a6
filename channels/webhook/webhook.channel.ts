import {
  defineChannel,
  json,
  label,
  longText,
  url,
  type ChannelHost,
  type DeliveryOutcome,
  type DeliveryRequest,
} from '@lianke/kernel'
import { webhookHeaders } from '@lianke/platform/signing'
import { webhookSignature } from './sign/webhook-signature.rule.ts'

const answerTimeoutMs = 10_000
const retryUsualMs = 30_000
const retryMaxMs = 3_600_000

/** Posts the content as JSON, signed. The intent is the message id, so a receiver can drop what it has seen. */
export const deliver = async (host: ChannelHost, request: DeliveryRequest): Promise<DeliveryOutcome> => {
  if (request.action !== 'webhook.send') return { status: 'refused', reason: 'webhook.unknown_action' }
  const { url: given, ...content } = request.content
  const address = (typeof given === 'string' && given) || (await host.setting<string>('webhook.url'))
  const secret = await host.secret('webhook.secret')
  if (!address) return { status: 'refused', reason: 'webhook.no_address' }
  if (!secret) return { status: 'refused', reason: 'webhook.no_secret' }
  const timestamp = String(Math.floor(Date.parse(host.now()) / 1000))
  const body = JSON.stringify({ id: request.intent, sent_at: host.now(), person: request.person, content })
  const message = { id: request.intent, timestamp, body }
  const headers = {
    'content-type': 'application/json',
    ...webhookHeaders([secret], message),
    'lianke-id': request.intent,
    'lianke-timestamp': timestamp,
    'lianke-signature': webhookSignature(secret, message),
  }
  let answer: Response
  try {
    answer = await host.fetch(address, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(answerTimeoutMs),
    })
    await answer.body?.cancel()
  } catch (cause) {
    return { status: 'retry', reason: cause instanceof Error ? cause.message : 'no answer' }
  }
  if (answer.ok) return { status: 'sent', reference: request.intent }
  if (answer.status >= 500 || answer.status === 408 || answer.status === 429)
    return { status: 'retry', reason: `webhook.http_${answer.status}`, afterMs: retryAfterMs(answer.headers.get('retry-after')) }
  return { status: 'refused', reason: `webhook.http_${answer.status}` }
}

const retryAfterMs = (header: string | null): number => {
  const seconds = Number(header)
  return header && seconds > 0 ? Math.min(seconds * 1000, retryMaxMs) : retryUsualMs
}

/** Any program that can receive a signed POST. */
export const webhook = defineChannel({
  name: 'webhook',
  label: label('Webhook', 'Webhook'),
  actions: [
    {
      name: 'webhook.send',
      does: 'message',
      label: label('调用 Webhook', 'Call a webhook'),
      fields: {
        url: url(label('地址', 'Address')),
        text: longText(label('文字', 'Text')),
        payload: json(label('内容', 'Payload')),
      },
    },
  ],
  deliver,
  rate: () => ({ perSecond: 20, burst: 40 }),
})
