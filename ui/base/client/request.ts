import { isObject, listIn, textIn } from '@lianke/kernel'
import { currentLanguage } from '../i18n/i18n.ts'

interface FieldComplaint {
  readonly path: string
  readonly code: string
  readonly detail: string
}

const complaintIn = ({ path, code, detail }: Readonly<Record<string, unknown>>): FieldComplaint => ({
  path: textIn(path) ?? '',
  code: textIn(code) ?? '',
  detail: textIn(detail) ?? '',
})

/** The server's "no" (RFC 9457), or the network's: `status` 0 means that no answer came. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly problems: readonly FieldComplaint[]
  readonly extra: Readonly<Record<string, unknown>>
  constructor(status: number, document: Readonly<Record<string, unknown>>) {
    const text = (name: string) => textIn(document[name]) ?? ''
    super(text('detail') || text('title') || `HTTP ${status}`)
    this.name = 'Problem'
    this.status = status
    this.code = text('code')
    this.title = text('title')
    this.detail = text('detail')
    this.problems = listIn(document.problems, complaintIn)
    this.extra = document
  }
}

interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  readonly body?: unknown
  readonly signal?: AbortSignal
  readonly headers?: Readonly<Record<string, string>>
  /** Goes on when the page is left meanwhile. */
  readonly keepalive?: boolean
}

export const apiBase = '/api/v1'

/** One call of the API. Throws {@link Problem}; answers null for 204. */
export const request = async <T>(path: string, options: RequestOptions = {}): Promise<T> => {
  const form = options.body instanceof FormData
  let answer: Response
  try {
    answer = await fetch(path.startsWith('/api/') ? path : apiBase + path, {
      method: options.method ?? (options.body === undefined ? 'GET' : 'POST'),
      credentials: 'same-origin',
      signal: options.signal,
      ...(options.keepalive ? { keepalive: true } : {}),
      headers: {
        accept: 'application/json',
        'accept-language': currentLanguage(),
        ...(options.body !== undefined && !form ? { 'content-type': 'application/json' } : {}),
        ...options.headers,
      },
      body: options.body === undefined || options.body instanceof FormData ? options.body : JSON.stringify(options.body),
    })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new Problem(0, { code: 'network.unreachable' })
  }
  const text = await answer.text()
  let body: unknown = null
  try {
    body = text ? JSON.parse(text) : null
  } catch {
    // An answer that is not JSON comes from something between us and the server; the status says enough.
    if (answer.ok) throw new Problem(502, { code: 'network.foreign_answer' })
  }
  if (!answer.ok) throw new Problem(answer.status, isObject(body) ? body : {})
  return body as T
}

/** `customer.person` → `/customer/person`. */
export const pathOf = (object: string): string => `/${object.replace('.', '/')}`
