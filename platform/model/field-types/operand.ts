import { type FilterOperator, refuse } from '@lianke/kernel'

export const listMax = 1000

/** A condition whose value does not fit; `why` tells the one who builds programs. */
export const badValue = (field: string, why: string): never => refuse('filter.bad_value', { status: 400, params: { field, why } })

/** The value of a condition, read by `one`; a list for operators that take lists. */
export const operandsOf = <T>(op: FilterOperator, value: unknown, field: string, one: (value: unknown) => T): T[] => {
  if (op === 'between') {
    if (!Array.isArray(value) || value.length !== 2) return badValue(field, 'between takes [from, to]')
    return value.map(one)
  }
  if (['in', 'not_in', 'any_of', 'all_of', 'none_of'].includes(op)) {
    const list = Array.isArray(value) ? value : [value]
    if (list.length > listMax) return badValue(field, `at most ${listMax} values`)
    if (list.length === 0 && op === 'all_of') return badValue(field, 'all_of takes at least one value')
    return list.map(one)
  }
  return [one(value)]
}

/** `%`, `_` and `\` of a search text stand for themselves. */
const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** The pattern of contains, starts_with, ends_with and their negation. */
export const likePattern = (op: FilterOperator, text: string): string => {
  const escaped = escapeLike(text)
  return op === 'starts_with' ? `${escaped}%` : op === 'ends_with' ? `%${escaped}` : `%${escaped}%`
}
