import { arrivalOf, type PostedEnvelope, type RouteCompany } from '@lianke/kernel'
import { call } from '../api/client.ts'
import type { ContactAnswer } from '../api/external-contact.ts'
import { messageIn } from '../send/message-body.rule.ts'
import { welcome } from '../send/welcome.ts'

/**
 * Greets whoever has come by a code as soon as the callback is stored: the vendor's leave dies after 20 seconds, however busy the engines are.
 * What fails here is asked for again by the engines and shares the outcome of the leave, so that nobody is greeted twice.
 */
export const greetAtOnce = ({ host, greeting }: Pick<RouteCompany, 'host' | 'greeting'>, { body }: PostedEnvelope): void => {
  const arrival = arrivalOf(body)
  if (!arrival) return
  const greet = async (): Promise<void> => {
    const { external_contact } = await call<ContactAnswer>(host, '/cgi-bin/externalcontact/get', {
      query: { external_userid: arrival.who.value },
    })
    const content = await greeting(arrival, external_contact.name ?? '')
    if (content) await welcome(host, { welcome_code: arrival.code, content: messageIn({ ...content }) })
  }
  greet().catch((error: unknown) =>
    host.log('warn', 'the fast greeting was left to the engines', {
      error: error instanceof Error ? error.message : String(error),
    }),
  )
}
