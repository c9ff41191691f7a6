import { type Bounds, refuse, stretchOf } from '@lianke/kernel'
import type { FilterContext } from '../field-types/field-storage.ts'

/** The bounds of a stretch of time of a condition; refuses what is none. */
export const boundsOf = ({ now, zone }: Pick<FilterContext, 'now' | 'zone'>, value: unknown, field: string): Bounds =>
  stretchOf(value, now, zone) ?? refuse('filter.bad_value', { params: { field, operator: 'within' } })
