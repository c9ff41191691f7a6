import { staff } from '@lianke/organisation/contract'
import { useRows } from '@lianke/ui'
import { useMemo } from 'react'

const namesMax = 200

/** What the staff of a list are called, asked for together. */
export const useStaffNames = (ids: readonly string[]): ReadonlyMap<string, string> => {
  const wanted = useMemo(() => [...new Set(ids)].sort().slice(0, namesMax), [ids])
  const { data } = useRows(
    staff.name,
    { filter: { field: 'id', op: 'in', value: wanted }, fields: ['name'], limit: namesMax },
    { enabled: wanted.length > 0, staleTime: 300_000 },
  )
  return useMemo(() => new Map((data?.data ?? []).map((row) => [row.id, String(row.name)])), [data])
}
