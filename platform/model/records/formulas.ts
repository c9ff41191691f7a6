import {
  type Field,
  heldTraits,
  heldType,
  isNumeric,
  resultOptions,
  resultType,
  scaleOf,
  traitsOf,
  type TypeContext,
} from '@lianke/kernel'
import { type FarPath, farPath, pointerOf } from '../model/far-path.ts'
import { type ModelObject, objectsBeside } from '../model/model.ts'
import { evaluate } from './evaluate.ts'
import { expressionValue, expressionValues, readPaths } from './expression.ts'

/** A formula with what it reads of other records, each path under the variable that its text has for it. */
export interface Formula {
  readonly name: string
  readonly field: Field
  readonly text: string
  readonly names: readonly string[]
  readonly far: readonly { readonly variable: string; readonly path: FarPath }[]
}
const ordered = new WeakMap<ModelObject, readonly Formula[]>()

const readFormula = (object: ModelObject, name: string, field: Field): Formula => {
  const expression = String(field.options.expression)
  const read = readPaths(expression, (word) => pointerOf(object.fields, word) !== undefined)
  const far = (read?.paths ?? []).flatMap(({ names, variable }) => {
    const path = farPath(objectsBeside(object), object.fields, names)
    return path ? [{ variable, path }] : []
  })
  return { name, field, text: read?.text ?? expression, names: read?.names ?? [], far }
}

/** Formulas of an object so that those a formula speaks of come before it; a circle is left in the order it was written in. */
export const formulasOf = (object: ModelObject): readonly Formula[] => {
  const known = ordered.get(object)
  if (known) return known
  const all = [...object.fields].flatMap(([name, field]) =>
    traitsOf(field).computed === 'expression' ? [readFormula(object, name, field)] : [],
  )
  const found: Formula[] = []
  const visit = (formula: Formula, open: ReadonlySet<string>): void => {
    if (found.includes(formula) || open.has(formula.name)) return
    for (const other of all) if (formula.names.includes(other.name)) visit(other, new Set([...open, formula.name]))
    found.push(formula)
  }
  for (const formula of all) visit(formula, new Set())
  ordered.set(object, found)
  return found
}

/** An answer as its field stores it, so that what is computed again compares as the same; what does not fit is empty. */
const storedAnswer = (answer: unknown, field: Field, types: TypeContext): unknown => {
  if (answer === null || answer === undefined) return null
  const { options } = field
  const text = answer instanceof Date ? answer.toISOString() : answer
  if (heldType(field) === 'text') return String(text)
  const { scale = scaleOf({}) } = resultOptions(options) as { scale?: number }
  const given =
    isNumeric(field) && typeof text === 'number'
      ? text.toFixed(scale)
      : heldTraits(field).time === 'day' && typeof text === 'string'
        ? text.slice(0, 10)
        : text
  const normalised = resultType(options).normalise(given, resultOptions(options), types)
  return 'problem' in normalised ? null : normalised.value
}

interface FormulaContext {
  readonly types: TypeContext
  /** What the row's references lead to, by variable. */
  readonly far?: Readonly<Record<string, unknown>>
}

/** Formulas of a row, computed from its own values, from one another and from what its references lead to; an error in one leaves it empty. */
export const computeFormulas = (
  object: ModelObject,
  row: Record<string, unknown>,
  { types, far = {} }: FormulaContext,
): Record<string, unknown> => {
  const computed: Record<string, unknown> = {}
  let values: Record<string, unknown> | null = null
  for (const { name, field, text } of formulasOf(object)) {
    values ??= { ...expressionValues(object.fields, row), ...far }
    computed[name] = storedAnswer(evaluate(text, values), field, types)
    values[name] = expressionValue(field, computed[name])
  }
  return computed
}
