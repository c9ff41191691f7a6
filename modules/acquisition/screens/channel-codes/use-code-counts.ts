import { relation } from '@lianke/customer/contract'
import type { Row } from '@lianke/kernel'
import { useAggregate } from '@lianke/ui'
import { useMemo } from 'react'
import { countsBy } from '../code-figures.ts'

const useAddedByState = (states: readonly string[], period: Readonly<Record<string, unknown>>): ReadonlyMap<string, number> => {
  const { data } = useAggregate(
    relation.name,
    {
      group: [{ field: 'state' }],
      measures: [{ fn: 'count' }],
      limit: 1000,
      filter: {
        and: [
          { field: 'state', op: 'in', value: states },
          { field: 'added_at', op: 'within', value: period },
        ],
      },
    },
    { enabled: states.length > 0 },
  )
  return useMemo(() => countsBy(data?.data ?? [], 'state'), [data])
}

/** What each code of a list brings: today, in a week, in all, and how many left. */
export const useCodeCounts = (rows: readonly Row[]) => {
  const states = useMemo(() => rows.flatMap((row) => (typeof row.state === 'string' ? [row.state] : [])), [rows])
  const today = useAddedByState(states, { this: 'day' })
  const week = useAddedByState(states, { last: 7, unit: 'day' })
  return (row: Row) => ({
    today: today.get(String(row.state)) ?? 0,
    week: week.get(String(row.state)) ?? 0,
    all: Number(row.scans ?? 0),
    lost: Number(row.lost ?? 0),
  })
}
