import { type Field, fieldTypes } from '@lianke/kernel'
import { Environment } from '@marcbachmann/cel-js'

/** Depth and size of one expression: an administrator's formula must not become a program. */
const environment = new Environment({ unlistedVariablesAreDyn: true, limits: { maxAstNodes: 500, maxDepth: 40 } })
  .registerFunction('number(dyn): double', (value: unknown) => Number(value ?? 0))
  .registerFunction('text(dyn): string', (value: unknown) => (value === null || value === undefined ? '' : String(value)))

type Evaluate = (values: Record<string, unknown>) => unknown
const compiled = new Map<string, Evaluate>()
const compiledMax = 2000

/** CEL text → function over the record's values; decimals and money amounts are doubles there. Throws on a malformed expression. */
export const compileExpression = (expression: string): Evaluate => {
  const known = compiled.get(expression)
  if (known) return known
  const program = environment.parse(expression)
  const evaluate: Evaluate = (values) => program(values)
  if (compiled.size >= compiledMax) compiled.clear()
  compiled.set(expression, evaluate)
  return evaluate
}

/** A row as expressions see it: numbers as numbers, money as its amount, missing as null. */
export const expressionValues = (fields: ReadonlyMap<string, Field>, row: Record<string, unknown>): Record<string, unknown> => {
  const values: Record<string, unknown> = {}
  for (const [name, field] of fields) {
    const value = row[name]
    if (value === null || value === undefined) values[name] = null
    else if (field.type === 'money') values[name] = Number((value as { amount: string }).amount)
    else values[name] = fieldTypes[field.type].report === 'measure' ? Number(value) : value
  }
  return values
}
