import { Problem } from '../client/request.ts'
import type { Words } from '../i18n/i18n.ts'

/** One sentence for what went wrong: the server's own words where it gave any. */
export const sayProblem = (error: unknown, w: Words): string =>
  error instanceof Problem
    ? error.status === 0
      ? w('state.unreachable')
      : (error.problems[0]?.detail ?? (error.detail || error.title || w('state.error')))
    : error instanceof Error
      ? error.message
      : w('state.error')
