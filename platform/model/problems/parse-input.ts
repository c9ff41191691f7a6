import { type FieldProblem, isObject, Refusal } from '@lianke/kernel'
import type { z } from 'zod'
import { nearest } from '../records/nearest.ts'

const pointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

const memberOf = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined)
/** A schema without what is put around it: optional, nullable, with a default. */
const bare = (schema: unknown): unknown => {
  const inner = memberOf(memberOf(schema, 'def'), 'innerType')
  return inner ? bare(inner) : schema
}
/** Names a strict object allows, to suggest from. */
const namesAt = (schema: unknown, path: readonly PropertyKey[]): string[] => {
  let at = bare(schema)
  for (const part of path)
    at = bare(typeof part === 'number' ? memberOf(memberOf(at, 'def'), 'element') : memberOf(memberOf(at, 'shape'), String(part)))
  const shape = memberOf(at, 'shape')
  return isObject(shape) ? Object.keys(shape) : []
}

type Issue = z.core.$ZodIssue

/** `at`: where the issue stands, from the root. */
const problemsOf = (schema: unknown, issue: Issue, at: readonly PropertyKey[] = issue.path, depth = 0): FieldProblem[] => {
  const path = pointer(at)
  const one = (code: string, params: Record<string, unknown> = {}): FieldProblem[] => [{ path, code: `input.${code}`, params }]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: `${path}${pointer([key])}`,
        code: 'input.unknown_field',
        params: { field: key, suggestion: nearest(key, namesAt(schema, at)) ?? undefined },
      }))
    case 'invalid_type':
      return issue.input === undefined && 'input' in issue ? one('required') : one('wrong_type', { expected: issue.expected })
    case 'too_small':
      return one(
        issue.origin === 'string'
          ? issue.minimum === 1
            ? 'required'
            : 'too_short'
          : issue.origin === 'array'
            ? 'too_few'
            : 'too_small',
        { min: Number(issue.minimum) },
      )
    case 'too_big':
      return one(issue.origin === 'string' ? 'too_long' : issue.origin === 'array' ? 'too_many' : 'too_big', {
        max: Number(issue.maximum),
      })
    case 'invalid_value':
      return issue.input === undefined && 'input' in issue
        ? one('required')
        : one('not_allowed', { values: issue.values.map(String) })
    case 'invalid_format':
      return one('bad_format', { format: issue.format })
    case 'invalid_union': {
      const first = issue.errors.find((each) => each.length > 0)?.[0]
      return first && depth < 4 ? problemsOf(schema, first, [...at, ...first.path], depth + 1) : one('invalid')
    }
    default:
      return one('invalid', { reason: issue.message })
  }
}

/** Every fault of a Zod error in our words. */
export const problemsOfZod = (error: { readonly issues: readonly Issue[] }, schema: unknown): FieldProblem[] =>
  error.issues.slice(0, 100).flatMap((issue) => problemsOf(schema, issue))

/** A Zod error as a refusal. `schema` helps to suggest names. */
export const refusalOfZod = (error: { readonly issues: readonly Issue[] }, schema: unknown, status = 422): Refusal =>
  new Refusal('input.invalid', { status, problems: problemsOfZod(error, schema) })

/** The parsed input, or a Refusal that names every wrong member. */
export const parseInput = <T>(schema: z.ZodType<T>, input: unknown, status = 422): T => {
  const parsed = schema.safeParse(input, { reportInput: true })
  if (parsed.success) return parsed.data
  throw refusalOfZod(parsed.error, schema, status)
}
