import type { MetaObject } from '@lianke/kernel'
import { Problem } from '../client/request.ts'

/** Complaints of the server by the field they are about (`/price/amount` is about `price`). */
export const problemsByField = (error: unknown): Record<string, string> =>
  error instanceof Problem
    ? Object.fromEntries(
        error.problems.flatMap(({ path, detail, code }) => {
          const name = path.replace(/^\//, '').split('/')[0]
          return name ? [[name, detail || code]] : []
        }),
      )
    : {}

/** What the server said that belongs to no field on the screen. */
export const generalProblem = (error: unknown, object: MetaObject): string | null => {
  if (!error) return null
  if (!(error instanceof Problem)) return error instanceof Error ? error.message : String(error)
  const placed = Object.keys(problemsByField(error)).filter(
    (name) => name in object.fields || object.parts.some((part) => part.name === name),
  )
  return placed.length > 0 ? null : (error.problems[0]?.detail ?? (error.detail || error.title))
}

/** Required fields that are still empty, said in words. */
export const missingFields = (
  fields: readonly { readonly name: string; readonly required: boolean; readonly said: string }[],
  values: Readonly<Record<string, unknown>>,
): Record<string, string> =>
  Object.fromEntries(
    fields
      .filter(
        ({ name, required }) =>
          required &&
          (values[name] === undefined ||
            values[name] === null ||
            values[name] === '' ||
            (Array.isArray(values[name]) && values[name].length === 0)),
      )
      .map(({ name, said }) => [name, said]),
  )
