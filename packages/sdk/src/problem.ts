/** One field or line of what was sent that is wrong. */
export interface FieldProblem {
  /** JSON pointer into what was sent. */
  readonly path: string
  readonly code: string
  readonly detail?: string
}

const isFieldProblem = (one: unknown): one is FieldProblem =>
  typeof one === 'object' && one !== null && 'path' in one && 'code' in one

/** What the server refused (RFC 9457), or that it could not be reached. */
export class Problem extends Error {
  /** HTTP status; 0: nobody answered. */
  readonly status: number
  readonly code: string
  readonly detail: string | null
  readonly problems: readonly FieldProblem[]
  /** The whole document. */
  readonly document: Readonly<Record<string, unknown>>
  constructor(status: number, document: Readonly<Record<string, unknown>>, cause?: unknown) {
    const { title, detail, code, problems } = document
    super([title, detail].filter((one) => typeof one === 'string').join(': ') || `HTTP ${status}`, { cause })
    this.name = 'Problem'
    this.status = status
    this.code = typeof code === 'string' ? code : 'unknown'
    this.detail = typeof detail === 'string' ? detail : null
    this.problems = Array.isArray(problems) ? problems.filter(isFieldProblem) : []
    this.document = document
  }
}
