import type { Filter } from '@lianke/kernel'

/** The period of a report on events is one of its conditions: days back, 0 for all time. */
export const periodOf = (filter: Filter | null): number => {
  const parts = filter === null ? [] : 'and' in filter ? filter.and : [filter]
  const found = parts.find((part) => 'field' in part && part.field === 'occurred_at' && part.op === 'within') as
    | { value?: { last?: number } }
    | undefined
  return found?.value?.last ?? 0
}
/** The conditions with another period; 0 takes it away. */
export const withPeriod = (filter: Filter | null, days: number): Filter | null => {
  const parts = (filter === null ? [] : 'and' in filter ? filter.and : [filter]).filter(
    (part) => !('field' in part && part.field === 'occurred_at'),
  )
  const all: Filter[] = [
    ...(days > 0 ? [{ field: 'occurred_at', op: 'within' as const, value: { last: days, unit: 'day' } }] : []),
    ...parts,
  ]
  return all.length === 0 ? null : { and: all }
}
