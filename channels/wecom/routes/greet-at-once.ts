import { setTimeout as pause } from 'node:timers/promises'
import { arrivalOf, type PostedEnvelope, RetryLater, type RouteCompany } from '@lianke/kernel'
import type { CorpHost } from '../corp/corp-host.ts'
import { call } from '../api/client.ts'
import type { ContactAnswer } from '../api/external-contact.ts'
import { messageIn } from '../send/message-body.rule.ts'
import { welcome } from '../send/welcome.ts'

/** So long a welcome waits for the name that it says: the rest of the 20 seconds is for sending it. */
const nameWaitMs = 6_000
const askAgainMs = 500

/** What the newcomer calls himself, asked until there is no more time to wait; null: the corp did not say. */
const nameOf = async (host: CorpHost, external_userid: string): Promise<string | null> => {
  const until = AbortSignal.timeout(nameWaitMs)
  const ask = async (): Promise<string | null> => {
    for (;;) {
      try {
        const { external_contact } = await call<ContactAnswer>(host, '/cgi-bin/externalcontact/get', {
          query: { external_userid },
        })
        return external_contact.name ?? ''
      } catch (cause) {
        if (!(cause instanceof RetryLater) || until.aborted) return null
        await pause(askAgainMs)
      }
    }
  }
  const late = new Promise<null>((done) => until.addEventListener('abort', () => done(null), { once: true }))
  return Promise.race([ask(), late])
}

/**
 * Greets whoever has come by a code as soon as the callback is stored: the vendor's leave dies after 20 seconds, however busy the engines are.
 * Words that say no name need no profile; where the corp does not give one in time, the welcome goes out without it.
 * What fails here is asked for again by the engines and shares the outcome of the leave, so that nobody is greeted twice.
 */
export const greetAtOnce = (
  { host, greeting }: { readonly host: CorpHost } & Pick<RouteCompany, 'greeting'>,
  { body }: PostedEnvelope,
): void => {
  const arrival = arrivalOf(body)
  if (!arrival) return
  const greet = async (): Promise<void> => {
    const content = (await greeting(arrival, null)) ?? (await greeting(arrival, (await nameOf(host, arrival.who.value)) ?? ''))
    if (content) await welcome(host, { welcome_code: arrival.code, content: messageIn({ ...content }) })
  }
  greet().catch((error: unknown) =>
    host.log('warn', 'the fast greeting was left to the engines', {
      error: error instanceof Error ? error.message : String(error),
    }),
  )
}
