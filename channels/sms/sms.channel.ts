import { defineChannel, label, longText, type ChannelHost, type DeliveryOutcome, type DeliveryRequest } from '@lianke/kernel'
import { fillIn, fillText, valueAt } from './fill-in.rule.ts'

const answerTimeoutMs = 10_000
const textCharactersMax = 500

/** Sends by the provider that the settings describe. The intent goes along, so that a provider that knows ids sends once. */
export const deliver = async (host: ChannelHost, request: DeliveryRequest): Promise<DeliveryOutcome> => {
  if (request.action !== 'sms.send') return { status: 'refused', reason: 'sms.unknown_action' }
  const phone = request.address?.value ?? ''
  const text = typeof request.content.text === 'string' ? request.content.text.trim() : ''
  const url = await host.setting<string>('sms.url')
  if (!url) return { status: 'refused', reason: 'sms.not_configured' }
  if (!/^\+[1-9]\d{6,14}$/.test(phone)) return { status: 'refused', reason: 'sms.no_phone' }
  if (text === '') return { status: 'refused', reason: 'sms.empty_text' }
  const signed = `${await host.setting<string>('sms.signature')}${text}`
  if ([...signed].length > textCharactersMax) return { status: 'refused', reason: 'sms.text_too_long' }
  const values = {
    phone,
    national: phone.replace(/^\+86/, ''),
    text: signed,
    intent: request.intent,
    token: (await host.secret('sms.token')) ?? '',
  }
  const own = await host.setting<Record<string, string>>('sms.headers')
  const headers = {
    'content-type': 'application/json',
    ...Object.fromEntries(Object.entries(own).map(([name, value]) => [name, fillText(value, values)])),
  }
  const body = JSON.stringify(fillIn(await host.setting<Record<string, unknown>>('sms.body'), values))
  let answer: Response
  let said: unknown = null
  try {
    answer = await host.fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(answerTimeoutMs) })
    said = JSON.parse((await answer.text()) || 'null')
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) return { status: 'retry', reason: cause instanceof Error ? cause.message : 'no answer' }
    return { status: 'refused', reason: 'sms.unreadable_answer' }
  }
  if (answer.status >= 500 || answer.status === 429 || answer.status === 408)
    return { status: 'retry', reason: `sms.http_${answer.status}` }
  if (!answer.ok) return { status: 'refused', reason: `sms.http_${answer.status}` }
  const success = await host.setting<{ path: string; value: string } | null>('sms.success')
  if (success && valueAt(said, success.path) !== success.value) return { status: 'refused', reason: 'sms.provider_refused' }
  return { status: 'sent', reference: valueAt(said, await host.setting<string>('sms.reference_path')) || request.intent }
}

/** Text messages by any provider with an HTTP interface. */
export const sms = defineChannel({
  name: 'sms',
  label: label('短信', 'SMS'),
  actions: [
    {
      name: 'sms.send',
      does: 'message',
      label: label('发短信', 'Send an SMS'),
      address: 'phone',
      touches: true,
      fields: { text: longText(label('内容', 'Text'), { required: true, max: textCharactersMax }) },
    },
  ],
  deliver,
  rate: () => ({ perSecond: 20, burst: 40 }),
})
