import type { Filter } from '@lianke/kernel'
import { useMoment, useRows } from '@lianke/ui/phone'

const shownMax = 40

/** Content that has not run out, of one kind or all, that speaks of what is searched for: what is suggested first. */
export const useContent = (q: string, kind: string) => {
  const { now } = useMoment()
  const filters: Filter[] = [
    {
      or: [
        { field: 'expires_on', op: 'empty' },
        { field: 'expires_on', op: 'gte', value: now().format('YYYY-MM-DD') },
      ],
    },
    ...(kind ? [{ field: 'kind', op: 'eq', value: kind } as const] : []),
    ...(q
      ? [{ or: (['title', 'summary', 'category'] as const).map((field) => ({ field, op: 'contains' as const, value: q })) }]
      : []),
  ]
  return useRows('content.item', { filter: { and: filters }, sort: ['-suggested', '-sends'], limit: shownMax })
}
