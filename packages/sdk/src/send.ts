import { Problem } from './problem.ts'

/** Where a company is, and who asks. */
export interface Connection {
  /** `https://crm.example.com` */
  readonly url: string
  /** An API key, `lk_…`. */
  readonly key: string
  /** Language of what is said; `zh-CN` unless told. */
  readonly locale?: 'zh-CN' | 'en'
  /** How often a call is tried that the server was too busy for, or that nobody answered; 5 unless said. */
  readonly tries?: number
  /** Another `fetch`. */
  readonly fetch?: typeof fetch
}
/** One call. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: unknown
  /** A write: the same key is done once, however often it is sent. */
  readonly once?: string
  /** It only asks, though it is sent with a body. */
  readonly asks?: boolean
  readonly signal?: AbortSignal
}

const triesUsual = 5
const waitFirstMs = 250
const waitMostMs = 15_000
/** Busy, or on its way: worth another try. What was refused is not. */
const again = new Set([429, 502, 503, 504])

const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal?.addEventListener('abort', () => (clearTimeout(timer), reject(signal.reason)), { once: true })
  })

/** How long to wait before the next try: as the server says, else twice as long each time, by chance up to half less. */
const waitFor = (tried: number, retryAfter: string | null): number => {
  const said = Number(retryAfter)
  if (retryAfter !== null && Number.isFinite(said)) return Math.min(said * 1000, waitMostMs)
  return Math.min(waitFirstMs * 2 ** tried, waitMostMs) * (0.5 + Math.random() / 2)
}

const addressOf = ({ url }: Connection, { path, query = {} }: Call): URL => {
  const address = new URL(`${url.replace(/\/+$/, '')}/api/v1${path}`)
  for (const [name, value] of Object.entries(query)) if (value !== undefined) address.searchParams.set(name, String(value))
  return address
}

/** What was said; null: nothing. */
const readAnswer = async <T>(answer: Response): Promise<T> => {
  const text = await answer.text()
  try {
    return JSON.parse(text || 'null')
  } catch (cause) {
    throw new Problem(answer.status, { title: `HTTP ${answer.status}`, detail: text.slice(0, 200), code: 'unknown' }, cause)
  }
}

/**
 * Sends one call and answers its JSON (null: nothing was said). Reads, and writes with a key of their own, are tried again where the server is
 * busy or nobody answers. Throws `Problem`.
 */
export const send = async <T>(connection: Connection, call: Call): Promise<T> => {
  const { key, locale = 'zh-CN', tries = triesUsual, fetch: ask = fetch } = connection
  const safe = call.method === 'GET' || call.asks === true || call.once !== undefined
  const headers: Record<string, string> = {
    authorization: `Bearer ${key}`,
    accept: 'application/json',
    'accept-language': locale,
  }
  if (call.body !== undefined) headers['content-type'] = 'application/json'
  if (call.once !== undefined) headers['idempotency-key'] = call.once
  for (let tried = 0; ; tried++) {
    const last = !safe || tried + 1 >= tries
    let answer: Response
    try {
      answer = await ask(addressOf(connection, call), {
        method: call.method,
        headers,
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
        ...(call.signal ? { signal: call.signal } : {}),
      })
    } catch (cause) {
      if (call.signal?.aborted) throw cause
      if (last) throw new Problem(0, { title: 'The server could not be reached', code: 'unreachable' }, cause)
      await pause(waitFor(tried, null), call.signal)
      continue
    }
    if (answer.ok) return readAnswer<T>(answer)
    const problem = new Problem(answer.status, (await readAnswer<Record<string, unknown> | null>(answer)) ?? {})
    if (last || !again.has(answer.status)) throw problem
    await pause(waitFor(tried, answer.headers.get('retry-after')), call.signal)
  }
}
