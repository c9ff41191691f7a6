import type { Environment, TypeCheckResult } from '@marcbachmann/cel-js'
import { type Field, heldTraits, linearPattern } from '@lianke/kernel'
import { type FarPath, farPath, pointerOf } from '../model/far-path.ts'
import type { Model } from '../model/model.ts'
import { openEnvironment } from '../records/expression.ts'
import { type ReadExpression, readExpression } from '../records/expression-tree.ts'

interface ExpressionProblem {
  /** Where in the text, from 1. */
  readonly position: number
  readonly reason: string
  /** The path that leads to no field, where that is what is wrong. */
  readonly path?: string
}
export interface CheckedExpression {
  readonly problem: ExpressionProblem | null
  /** Type of the answer, in CEL's words; null where it depends on the values. */
  readonly type: string | null
  /** Fields that it reads. */
  readonly fields: readonly string[]
  /** What it reads of other records. */
  readonly paths: readonly FarPath[]
}
const lengthMax = 4000

/** How an expression sees a field. */
export const expressionType = (field: Field): string => heldTraits(field).expression ?? 'string'

/** Words of the language itself, which no expression can use for a field. */
const taken = new Set(['type', 'int', 'uint', 'double', 'bool', 'string', 'bytes', 'list', 'map', 'dyn', 'null_type'])
const environments = new WeakMap<ReadonlyMap<string, Field>, Environment>()
const environmentOf = (fields: ReadonlyMap<string, Field>): Environment => {
  const known = environments.get(fields)
  if (known) return known
  const environment = openEnvironment(false)
  for (const [name, field] of fields) if (!taken.has(name)) environment.registerVariable(name, expressionType(field))
  environments.set(fields, environment)
  return environment
}

const firstLine = (message: string): string => message.split('\n')[0]?.slice(0, 200) ?? ''
const placeOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'range' in error
    ? Number((error as { range?: { start?: number } }).range?.start ?? 0) + 1
    : 1
const problemOf = (error: unknown): ExpressionProblem => ({
  position: placeOf(error),
  reason: firstLine(error instanceof Error ? error.message : String(error)),
})
/** `0` for `0.0`: whoever writes a formula means a number. Not in texts and names. */
const withDecimals = (text: string): string =>
  text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?<![\w.])\d+(?![\w.])/g, (found) =>
    /^\d/.test(found) ? `${found}.0` : found,
  )

const typed = (environment: Environment, text: string): TypeCheckResult => {
  const plain = environment.check(text)
  if (plain.valid) return plain
  const numbers = environment.check(withDecimals(text))
  return numbers.valid ? numbers : plain
}

interface Through {
  readonly environment: Environment
  readonly paths: readonly FarPath[]
  readonly problem: ExpressionProblem | null
}
/** The environment with a variable for each path through a reference; one that leads nowhere is told with its place. */
const withPaths = (fields: ReadonlyMap<string, Field>, objects: Model['objects'], found: ReadExpression['paths']): Through => {
  const known = environmentOf(fields)
  if (found.length === 0) return { environment: known, paths: [], problem: null }
  const environment = known.clone()
  const paths: FarPath[] = []
  for (const { names, variable, at } of found) {
    const path = farPath(objects, fields, names)
    if (!path) return { environment, paths, problem: { position: at + 1, reason: 'no such field', path: names.join('.') } }
    environment.registerVariable(variable, expressionType(path.field))
    paths.push(path)
  }
  return { environment, paths, problem: null }
}

/** An expression over these fields: its syntax, names, types, patterns and size. With `objects` it may read through references too. */
export const checkExpression = (
  expression: string,
  fields: ReadonlyMap<string, Field>,
  objects?: Model['objects'],
): CheckedExpression => {
  const wrong = (problem: ExpressionProblem): CheckedExpression => ({ problem, type: null, fields: [], paths: [] })
  if (expression.length > lengthMax) return wrong({ position: lengthMax, reason: `longer than ${lengthMax} letters` })
  try {
    const points = (name: string) => objects !== undefined && pointerOf(fields, name) !== undefined
    const { text, names, patterns, paths: found } = readExpression(environmentOf(fields), expression, points)
    const bad = patterns.find(({ pattern }) => !linearPattern(pattern))
    if (bad)
      return wrong({ position: bad.at + 1, reason: `the pattern ${bad.pattern.slice(0, 60)} cannot be matched in linear time` })
    const { environment, paths, problem } = withPaths(fields, objects ?? new Map(), found)
    if (problem) return wrong(problem)
    const answer = typed(environment, text)
    if (!answer.valid) return wrong(problemOf(answer.error))
    return {
      problem: null,
      type: answer.type && answer.type !== 'dyn' ? answer.type : null,
      fields: names.filter((name) => fields.has(name)),
      paths,
    }
  } catch (error) {
    if (error instanceof Error) return wrong(problemOf(error))
    throw error
  }
}
