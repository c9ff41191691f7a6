import { type EventFilter, isObject, isRelativeDate, refuse } from '@lianke/kernel'

/** A stretch of time: relative to now, or between two moments. */
export type Within = NonNullable<EventFilter['within']>
type Span = Extract<Within, { readonly from?: string }>

const isEdge = (value: unknown): boolean => value === undefined || typeof value === 'string'
const isSpan = (value: unknown): value is Span => isObject(value) && isEdge(value.from) && isEdge(value.to)

/** Refuses what is no stretch of time. */
export const withinIn = (value: unknown, field: string): Within =>
  isRelativeDate(value) || isSpan(value) ? value : refuse('filter.bad_value', { params: { field, operator: 'within' } })
