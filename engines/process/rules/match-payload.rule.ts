import { type FieldFilter, type Filter, own, partOf } from '@lianke/kernel'

type Values = Readonly<Record<string, unknown>>

const valueAt = (values: Values, path: string): unknown => path.split('.').reduce<unknown>(partOf, values)
const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])
const same = (a: unknown, b: unknown): boolean =>
  a === b ||
  (typeof a === 'number' || typeof b === 'number'
    ? String(a) === String(b) || Number(a) === Number(b)
    : typeof a === 'string' && typeof b === 'string' && a.toLowerCase() === b.toLowerCase())
/** Numbers by size, texts (dates among them) by order. */
const compare = (a: unknown, b: unknown): number => {
  const [left, right] = [Number(a), Number(b)]
  if (!isEmpty(a) && !isEmpty(b) && !Number.isNaN(left) && !Number.isNaN(right)) return left - right
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0
}
const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value).toLowerCase())

const tests: Partial<Record<FieldFilter['op'], (found: unknown, value: unknown) => boolean>> = {
  eq: same,
  ne: (found, value) => !same(found, value),
  lt: (found, value) => !isEmpty(found) && compare(found, value) < 0,
  lte: (found, value) => !isEmpty(found) && compare(found, value) <= 0,
  gt: (found, value) => !isEmpty(found) && compare(found, value) > 0,
  gte: (found, value) => !isEmpty(found) && compare(found, value) >= 0,
  between: (found, value) => !isEmpty(found) && compare(found, listOf(value)[0]) >= 0 && compare(found, listOf(value)[1]) <= 0,
  in: (found, value) => listOf(value).some((one) => same(found, one)),
  not_in: (found, value) => !listOf(value).some((one) => same(found, one)),
  contains: (found, value) => textOf(found).includes(textOf(value)),
  not_contains: (found, value) => !textOf(found).includes(textOf(value)),
  starts_with: (found, value) => textOf(found).startsWith(textOf(value)),
  ends_with: (found, value) => textOf(found).endsWith(textOf(value)),
  empty: isEmpty,
  not_empty: (found) => !isEmpty(found),
  any_of: (found, value) => listOf(value).some((one) => listOf(found).some((own) => same(own, one))),
  all_of: (found, value) => listOf(value).every((one) => listOf(found).some((own) => same(own, one))),
  none_of: (found, value) => !listOf(value).some((one) => listOf(found).some((own) => same(own, one))),
}

/** Does a fact's payload match? Only conditions on its own fields are asked; a kind that needs a store matches nothing. */
export const matchesPayload = (filter: Filter | null | undefined, values: Values): boolean => {
  if (!filter) return true
  if ('and' in filter) return filter.and.every((part) => matchesPayload(part, values))
  if ('or' in filter) return filter.or.length === 0 || filter.or.some((part) => matchesPayload(part, values))
  if ('not' in filter) return !matchesPayload(filter.not, values)
  if ('field' in filter) return own(tests, filter.op)?.(valueAt(values, filter.field), filter.value) ?? false
  return false
}
