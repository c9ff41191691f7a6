import { type FieldProblem, Refusal } from '@lianke/kernel'
import type { z } from 'zod'
import { nearest } from '../records/nearest.ts'

const pointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** Names a strict object allows, to suggest from. */
const namesAt = (schema: unknown, path: readonly PropertyKey[]): string[] => {
  let at = schema as { shape?: Record<string, unknown>; def?: { innerType?: unknown; element?: unknown } } | undefined
  for (const part of [...path, null]) {
    while (at?.def?.innerType) at = at.def.innerType as typeof at
    if (part === null) break
    at = (typeof part === 'number' ? at?.def?.element : at?.shape?.[String(part)]) as typeof at
  }
  return Object.keys(at?.shape ?? {})
}

type Issue = z.core.$ZodIssue

const problemsOf = (schema: unknown, issue: Issue, depth = 0): FieldProblem[] => {
  const path = pointer(issue.path)
  const one = (code: string, params: Record<string, unknown> = {}): FieldProblem[] => [{ path, code: `input.${code}`, params }]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: `${path}${pointer([key])}`,
        code: 'input.unknown_field',
        params: { field: key, suggestion: nearest(key, namesAt(schema, issue.path)) ?? undefined },
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
      return first && depth < 4
        ? problemsOf(schema, { ...first, path: [...issue.path, ...first.path] } as Issue, depth + 1)
        : one('invalid')
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
