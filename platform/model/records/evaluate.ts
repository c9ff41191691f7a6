import { compileExpression } from './expression.ts'

/** A malformed expression was stored before expressions were checked: it has no answer either. */
const unanswered = ['EvaluationError', 'TypeError', 'TypeCheckError', 'ParseError', 'SyntaxError']

/** An expression over a missing value has no answer: empty, not a fault of whoever saves. */
export const evaluate = (expression: string, values: Record<string, unknown>): unknown => {
  try {
    const answer = compileExpression(expression)(values)
    return typeof answer === 'bigint' ? Number(answer) : typeof answer === 'number' && !Number.isFinite(answer) ? null : answer
  } catch (error) {
    if (error instanceof Error && unanswered.includes(error.name)) return null
    throw error
  }
}
