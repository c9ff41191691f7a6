import { compileExpression } from './expression.ts'

/** An expression over a missing value has no answer: empty, not a fault of whoever saves. */
export const evaluate = (expression: string, values: Record<string, unknown>): unknown => {
  try {
    const answer = compileExpression(expression)(values)
    return typeof answer === 'bigint' ? Number(answer) : typeof answer === 'number' && !Number.isFinite(answer) ? null : answer
  } catch (error) {
    if (error instanceof Error && ['EvaluationError', 'TypeError', 'TypeCheckError'].includes(error.name)) return null
    throw error
  }
}
