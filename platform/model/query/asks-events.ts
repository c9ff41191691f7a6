import type { Filter } from '@lianke/kernel'

/** Does a condition ask, at whatever depth, what persons did? */
export const asksEvents = (filter: Filter): boolean => {
  if ('and' in filter) return filter.and.some(asksEvents)
  if ('or' in filter) return filter.or.some(asksEvents)
  if ('not' in filter) return asksEvents(filter.not)
  if ('child' in filter) return filter.where !== undefined && asksEvents(filter.where)
  return 'event' in filter
}

/** What of a condition must hold besides, and asks no events; undefined: nothing. */
export const withoutEvents = (filter: Filter): Filter | undefined => {
  const parts = 'and' in filter ? filter.and.filter((part) => !asksEvents(part)) : []
  return parts.length === 0 ? undefined : { and: parts }
}

/** The records that a condition names by id, if it does: it has no others. */
export const namedRecords = (filter: Filter): readonly string[] | undefined => {
  const naming = 'and' in filter ? filter.and.find((part) => 'field' in part && part.field === 'id') : undefined
  if (!naming || !('field' in naming) || (naming.op !== 'in' && naming.op !== 'eq')) return undefined
  return (Array.isArray(naming.value) ? naming.value : [naming.value]).map(String)
}
