import { type ListQuery, own, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { parseInput } from '../../model/problems/parse-input.ts'
import { readJson } from './read-json.ts'

const names = z.array(z.string().min(1).max(250)).max(200)
const filter = z.record(z.string(), z.unknown())
/** Body of `POST …/query`; the filter tree itself is judged by the query compiler. */
const listBody = z.strictObject({
  filter: filter.optional(),
  search: z.string().max(200).optional(),
  sort: names.max(3).optional(),
  fields: names.optional(),
  limit: z.number().int().min(1).max(200).optional(),
  cursor: z.string().max(4000).nullable().optional(),
  count: z.boolean().optional(),
  deleted: z.boolean().optional(),
})

const booleans: Readonly<Record<string, boolean>> = { true: true, '1': true, '': true, false: false, '0': false }
const listed = (text: unknown): unknown =>
  typeof text === 'string'
    ? text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean)
    : text
const truth = (text: unknown): unknown => (typeof text === 'string' ? (own(booleans, text) ?? text) : text)

const json = (text: unknown): unknown => {
  if (typeof text !== 'string') return text
  try {
    return readJson(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return refuse('filter.bad_json', { status: 400 })
  }
}
const readers: Readonly<Record<string, (text: unknown) => unknown>> = {
  filter: json,
  sort: listed,
  fields: listed,
  count: truth,
  deleted: truth,
  limit: (text) => (typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : text),
}

/** Refuses a NUL, which no text of ours can hold. */
const clean = (value: unknown): unknown =>
  typeof value === 'string' && value.includes('\0') ? refuse('body.null_character', { status: 400 }) : value

/** The query string of a list as the same question that a body asks. */
export const listOfQuery = (query: Record<string, unknown>): ListQuery => {
  const members = Object.entries(query).map(
    ([name, value]) => [name, own(readers, name)?.(clean(value)) ?? clean(value)] as const,
  )
  return parseInput(listBody, Object.fromEntries(members), 400) as ListQuery
}
export const listOfBody = (body: unknown): ListQuery => parseInput(listBody, body ?? {}, 422) as ListQuery
