import type { DeliveryOutcome } from '@lianke/kernel'
import type { CorpHost } from '../corp/corp-host.ts'
import { accessToken, call } from '../api/client.ts'
import { WecomError } from '../api/wecom-error.ts'
import { uploadedNow } from './media.ts'
import { messageBody, type MessageContent } from './message-body.rule.ts'

const rememberMs = 24 * 3_600_000

/**
 * Sends the welcome of one `welcome_code`: the fast path, callable as soon as the callback is stored (the code lives 20 seconds).
 * Every process and both paths share one outcome per code, so a code is used once; what time heals is thrown and may be tried again.
 */
export const welcome = async (
  host: CorpHost,
  input: { welcome_code: string; content: MessageContent },
): Promise<DeliveryOutcome> => {
  if (!input.welcome_code) return { status: 'refused', reason: 'wecom.no_welcome_code' }
  const wanted = messageBody(input.content)
  if (!wanted.ok) return { status: 'refused', reason: wanted.reason }
  const body = messageBody({ ...input.content, attachments: await uploadedNow(host, wanted.value.attachments ?? []) })
  if (!body.ok) return { status: 'refused', reason: 'wecom.media_unreadable' }
  // Fetched before, so that the shared step needs no second shared value while it holds the first.
  await accessToken(host, 'app')
  return host.shared(
    host.first ? `wecom.welcome:${input.welcome_code}` : `wecom.welcome:${host.corp}:${input.welcome_code}`,
    () => rememberMs,
    async (): Promise<DeliveryOutcome> => {
      try {
        await call(host, '/cgi-bin/externalcontact/send_welcome_msg', {
          body: { welcome_code: input.welcome_code, ...body.value },
        })
        return { status: 'sent', reference: input.welcome_code }
      } catch (cause) {
        if (cause instanceof WecomError && cause.kind !== 'stop') return { status: 'refused', reason: `wecom.${cause.errcode}` }
        throw cause
      }
    },
  )
}
