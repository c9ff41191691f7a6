import { relation } from '@lianke/customer/contract'
import type { Row } from '@lianke/kernel'
import { useAggregate } from '@lianke/ui'
import { countsBy, keptPercent } from '../code-figures.ts'

/** How many ever came by a code, and how many of them left: what is counted on the code itself includes those one may not see. */
export const useCodeTotals = (row: Row, state: string) => {
  const all = useAggregate(relation.name, {
    group: [{ field: 'status' }],
    measures: [{ fn: 'count' }],
    filter: { field: 'state', op: 'eq', value: state },
  })
  const statuses = countsBy(all.data?.data ?? [], 'status')
  const came = Math.max(
    [...statuses.values()].reduce((sum, one) => sum + one, 0),
    Number(row.scans ?? 0),
  )
  const left = Math.max(came - (statuses.get('active') ?? came), Number(row.lost ?? 0))
  return { came, left, kept: keptPercent(came, left) }
}
