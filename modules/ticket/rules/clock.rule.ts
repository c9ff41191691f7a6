import type { Standing } from '@lianke/kernel'

/** When a ticket was solved and closed follows from its state; a moment that was told stays. */
export const clockOf = ({ row, now }: Standing) => {
  const closed = row.status === 'closed' ? (row.closed_at ?? now) : null
  const solved = row.status === 'closed' || row.status === 'resolved'
  return { resolved_at: solved ? (row.resolved_at ?? closed ?? now) : null, closed_at: closed }
}
