import { isObject, Refusal, refuse } from '@lianke/kernel'
import type { EngineHost } from '@lianke/platform'
import { takenIn, takeValues } from './rules/run-values.rule.ts'
import type { CallRow } from './statements/calls.statement.ts'

const answerMax = 256 * 1024
/** Answers that say "not now". */
const notNow: ReadonlySet<number> = new Set([408, 425, 429])

/** What came of a call: a way out with what runs take along; or it is tried again, or not. */
export type Called =
  | { readonly outlet: 'next' | 'else'; readonly values: Readonly<Record<string, unknown>> }
  | { readonly failure: string; readonly again: boolean }

/** The header of a credential, opened for the host that it is for. Refuses where it is gone, or for another host. */
const headerOf = async (
  { platform, tenant }: EngineHost,
  { credential, url }: CallRow,
): Promise<Readonly<Record<string, string>>> => {
  if (!credential) return {}
  const [row] = await platform.database.query<{ host: string; header: string; value: string }>(tenant, {
    text: 'select host, header, value from process_credential where id = $1 and deleted_at is null',
    values: [credential],
  })
  if (!row) return refuse('process.http_no_credential')
  if (row.host.toLowerCase() !== new URL(url).host) return refuse('process.http_other_host')
  return { [row.header]: await platform.secrets.decrypt(tenant, row.value) }
}

const bodyIn = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const addressOf = ({ method, url, send }: CallRow): string => {
  if (method !== 'GET') return url
  const address = new URL(url)
  for (const [name, value] of Object.entries(send))
    address.searchParams.set(name, isObject(value) ? JSON.stringify(value) : String(value ?? ''))
  return address.href
}

const answered = async (response: Response, { values }: CallRow): Promise<Called> => {
  const { status } = response
  if (status >= 500 || notNow.has(status)) return { failure: 'process.http_not_now', again: true }
  const text = await response.text()
  if (text.length > answerMax) return { failure: 'process.http_too_long', again: false }
  if (status < 200 || status > 299) return { outlet: 'else', values: {} }
  const found = takeValues(takenIn(values), bodyIn(text))
  return 'bad' in found ? { failure: 'process.http_bad_value', again: false } : { outlet: 'next', values: found.taken }
}

/** Calls a program outside: public addresses only, no redirects, limited in time. The same call has the same key. */
export const makeCall = async (host: EngineHost, call: CallRow): Promise<Called> => {
  try {
    const secret = await headerOf(host, call)
    const sends = call.method !== 'GET'
    const response = await host.channelHost.fetch(addressOf(call), {
      method: call.method,
      // A stranger behind a redirect does not get our credential.
      redirect: 'manual',
      headers: {
        ...(sends ? { 'content-type': 'application/json' } : {}),
        accept: 'application/json',
        'idempotency-key': call.key,
        ...secret,
      },
      ...(sends ? { body: JSON.stringify(call.send) } : {}),
      signal: AbortSignal.timeout(call.seconds * 1000),
    })
    return await answered(response, call)
  } catch (error) {
    return error instanceof Refusal ? { failure: error.code, again: false } : { failure: 'process.http_no_answer', again: true }
  }
}
