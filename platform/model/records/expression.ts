import { Environment } from '@marcbachmann/cel-js'
import { type Field, fieldTypes, heldType, linearPattern } from '@lianke/kernel'
import { type ReadExpression, readExpression } from './expression-tree.ts'

const arithmetic: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
}

/**
 * What every expression may use. Depth and size of one are bounded: an administrator's formula must not become a program. A whole number beside one with digits is a number,
 * and every value may be asked whether it is missing; patterns are matched in linear time.
 */
export const openEnvironment = (unlisted: boolean): Environment => {
  const environment = new Environment({ unlistedVariablesAreDyn: unlisted, limits: { maxAstNodes: 500, maxDepth: 40 } })
    .registerFunction('number(dyn): double', (value: unknown) => Number(value ?? 0))
    .registerFunction('text(dyn): string', (value: unknown) => (value === null || value === undefined ? '' : String(value)))
    .registerFunction(
      'string.matched(string): bool',
      (text: string, pattern: string) => linearPattern(pattern)?.part(text) ?? null,
    )
  for (const [sign, of] of Object.entries(arithmetic))
    for (const [left, right] of [
      ['double', 'int'],
      ['int', 'double'],
    ])
      environment.registerOperator(`${left} ${sign} ${right}: double`, (a: unknown, b: unknown) => of(Number(a), Number(b)))
  environment.registerOperator('double == int: bool', (a: unknown, b: unknown) => Number(a) === Number(b))
  for (const type of ['double', 'string', 'bool', 'list<string>'])
    environment.registerOperator(`${type} == null: bool`, (a: unknown) => a === null)
  return environment
}

const environment = openEnvironment(true)
type Evaluate = (values: Record<string, unknown>) => unknown
const compiled = new Map<string, Evaluate>()
const compiledMax = 2000

/** CEL text → function over the record's values; decimals and money amounts are doubles there. Throws on a malformed expression. */
export const compileExpression = (expression: string): Evaluate => {
  const known = compiled.get(expression)
  if (known) return known
  const program = environment.parse(readExpression(environment, expression).text)
  const evaluate: Evaluate = (values) => program(values)
  if (compiled.size >= compiledMax) compiled.clear()
  compiled.set(expression, evaluate)
  return evaluate
}

/** A value as expressions see it: numbers as numbers, money as its amount, missing as null. */
export const expressionValue = (field: Field, value: unknown): unknown => {
  if (value === null || value === undefined) return null
  const type = fieldTypes[heldType(field)]
  if (type.inExpression) return type.inExpression(value)
  return type.report === 'measure' ? Number(value) : value
}

/** A row as expressions see it. */
export const expressionValues = (fields: ReadonlyMap<string, Field>, row: Record<string, unknown>): Record<string, unknown> => {
  const values: Record<string, unknown> = {}
  for (const [name, field] of fields) values[name] = expressionValue(field, row[name])
  return values
}

/** Where a formula reads through references, and its text with a variable for each path; null for a malformed one. */
export const readPaths = (
  expression: string,
  points: (name: string) => boolean,
): Pick<ReadExpression, 'text' | 'names' | 'paths'> | null => {
  try {
    return readExpression(environment, expression, points)
  } catch (error) {
    if (error instanceof Error && ['ParseError', 'SyntaxError', 'EvaluationError', 'TypeError'].includes(error.name)) return null
    throw error
  }
}
