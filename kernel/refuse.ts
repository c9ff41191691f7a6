/** One field's part of a refusal; `path` is a JSON pointer into the input (`/price/amount`). */
export interface FieldProblem {
  readonly path: string
  readonly code: string
  readonly params?: Readonly<Record<string, unknown>>
}

interface RefusalOptions {
  /** HTTP status, 400–499. Default 422. */
  readonly status?: number
  /** Values for the placeholders of the translated text. */
  readonly params?: Readonly<Record<string, unknown>>
  readonly problems?: readonly FieldProblem[]
  /** Extra members of the problem document (RFC 9457 §3.2), e.g. `{ current_version: 4 }`. */
  readonly extra?: Readonly<Record<string, unknown>>
  /** What was caught, for whoever looks into it; nobody is told. */
  readonly cause?: unknown
}

/**
 * A person's mistake, or something the person may not do: worded, translated, status 4xx, nothing written.
 * `code` is dotted (`record.stale_version`, `lead.already_converted`); its words live in the translations
 * under `refusal.<code>`.
 */
export class Refusal extends Error {
  readonly code: string
  readonly status: number
  readonly params: Readonly<Record<string, unknown>>
  readonly problems: readonly FieldProblem[]
  readonly extra: Readonly<Record<string, unknown>>
  constructor(code: string, options: RefusalOptions = {}) {
    super(code, options.cause === undefined ? {} : { cause: options.cause })
    this.name = 'Refusal'
    this.code = code
    this.status = options.status ?? 422
    this.params = options.params ?? {}
    this.problems = options.problems ?? []
    this.extra = options.extra ?? {}
  }
}

/** Ends the unit of work with a {@link Refusal}; the transaction is rolled back. */
export function refuse(code: string, options?: RefusalOptions): never {
  throw new Refusal(code, options)
}

/** The world failed (network, vendor, lock): the caller retries after `delayMs`. */
export class RetryLater extends Error {
  readonly delayMs: number
  /** What a person is told who waits for it (`refusal.<says>`), when more is known than "later". */
  readonly says: string
  constructor(message: string, delayMs = 1000, cause?: unknown, says = 'server.retry_later') {
    super(message, { cause })
    this.name = 'RetryLater'
    this.delayMs = delayMs
    this.says = says
  }
}
