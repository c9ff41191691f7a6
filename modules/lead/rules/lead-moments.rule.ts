import type { Standing } from '@lianke/kernel'

const reached: readonly unknown[] = ['contacted', 'qualified', 'converted']

/** The moments of a lead follow from its states; one that is told stays. Brought from elsewhere, it was not contacted now. */
export const momentsOf = ({ row, before, now }: Standing) => {
  const moved = before !== null && before.status !== row.status
  const converted = row.status === 'converted'
  return {
    assigned_at: moved && row.status === 'assigned' ? now : row.assigned_at,
    contacted_at: row.contacted_at ?? (moved && reached.includes(row.status) ? now : null),
    converted_at: converted ? (row.converted_at ?? now) : null,
    disqualified_reason: row.status === 'disqualified' ? row.disqualified_reason : null,
  }
}
