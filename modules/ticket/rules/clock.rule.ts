import type { Standing } from '@lianke/kernel'

/** When a ticket was answered, solved and closed follows from its state; a moment that was told stays. What was brought from elsewhere unanswered is not answered now. */
export const clockOf = ({ row, before, now }: Standing) => {
  const closed = row.status === 'closed' ? (row.closed_at ?? now) : null
  const solved = row.status === 'closed' || row.status === 'resolved'
  const answered = before !== null && before.status !== row.status && row.status !== 'open'
  return {
    responded_at: row.responded_at ?? (answered ? now : null),
    resolved_at: solved ? (row.resolved_at ?? closed ?? now) : null,
    closed_at: closed,
  }
}
