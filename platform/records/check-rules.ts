import type { FieldProblem } from '@lianke/kernel'
import type { ModelObject } from '../model/model.ts'
import { compileExpression, expressionValues } from './expression.ts'

/** Formulas of a row, computed from its own values; an error in one leaves it empty. */
export const computeFormulas = (object: ModelObject, row: Record<string, unknown>): Record<string, unknown> => {
  const computed: Record<string, unknown> = {}
  let values: Record<string, unknown> | null = null
  for (const [name, field] of object.fields) {
    if (field.type !== 'formula') continue
    values ??= expressionValues(object.fields, row)
    computed[name] = evaluate(field.options.expression as string, values)
  }
  return computed
}

/** Validation rules and state moves of one row; `before` is null at creation. */
export const checkRules = (
  object: ModelObject,
  before: Record<string, unknown> | null,
  after: Record<string, unknown>,
): FieldProblem[] => {
  const problems: FieldProblem[] = []
  const { states, validations = [] } = object.definition
  if (states && before) {
    const from = before[states.field] as string | null
    const to = after[states.field] as string | null
    if (from && to && from !== to && !states.moves[from]?.includes(to)) {
      problems.push({
        path: `/${states.field}`,
        code: 'record.move_not_allowed',
        params: { field: states.field, from, to, allowed: states.moves[from] ?? [] },
      })
    }
  }
  const values = validations.length > 0 ? expressionValues(object.fields, after) : {}
  for (const rule of validations) {
    if (evaluate(rule.rule, values) !== false) continue
    problems.push({
      path: rule.field ? `/${rule.field}` : '',
      code: 'record.validation',
      params: { rule: rule.name, message: rule.message },
    })
  }
  return problems
}

/** An expression over a missing value has no answer: empty, not a fault of whoever saves. */
const evaluate = (expression: string, values: Record<string, unknown>): unknown => {
  try {
    const answer = compileExpression(expression)(values)
    return typeof answer === 'bigint' ? Number(answer) : typeof answer === 'number' && !Number.isFinite(answer) ? null : answer
  } catch (error) {
    if (error instanceof Error && ['EvaluationError', 'TypeError', 'TypeCheckError'].includes(error.name)) return null
    throw error
  }
}
