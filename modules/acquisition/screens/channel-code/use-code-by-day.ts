import { relation } from '@lianke/customer/contract'
import { useAggregate, useMoment } from '@lianke/ui'
import { useMemo } from 'react'
import { countsBy, daysOf } from '../code-figures.ts'

/** Who came by a code and who left, day by day; today is the last day. */
export const useCodeByDay = (state: string, span: number) => {
  const { now } = useMoment()
  const counted = (moment: 'added_at' | 'lost_at') => ({
    group: [{ field: moment, bucket: 'day' }],
    measures: [{ fn: 'count' }],
    filter: {
      and: [
        { field: 'state', op: 'eq' as const, value: state },
        { field: moment, op: 'within' as const, value: { last: span, unit: 'day' } },
      ],
    },
  })
  const added = useAggregate(relation.name, counted('added_at'))
  const lost = useAggregate(relation.name, counted('lost_at'))
  const to = now().format('YYYY-MM-DD')
  const from = now()
    .subtract(span - 1, 'day')
    .format('YYYY-MM-DD')
  const days = useMemo(
    () => daysOf(from, to, countsBy(added.data?.data ?? [], 'added_at:day'), countsBy(lost.data?.data ?? [], 'lost_at:day')),
    [from, to, added.data, lost.data],
  )
  return { days, error: added.error, retry: () => void added.refetch() }
}
export type CodeByDay = ReturnType<typeof useCodeByDay>
