import type { FieldProblem } from '@lianke/kernel'
import type { ModelObject } from '../model/model.ts'
import { evaluate } from './evaluate.ts'
import { expressionValues } from './expression.ts'

/** Validation rules of one row over its own values. */
export const checkValidations = (object: ModelObject, row: Record<string, unknown>): FieldProblem[] => {
  const { validations = [] } = object.definition
  if (validations.length === 0) return []
  const values = expressionValues(object.fields, row)
  return validations
    .filter((rule) => evaluate(rule.rule, values) === false)
    .map((rule) => ({
      path: rule.field ? `/${rule.field}` : '',
      code: 'record.validation',
      params: { rule: rule.name, message: rule.message },
    }))
}
