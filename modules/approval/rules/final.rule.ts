/** How a request stands when its run has ended; null: it stays as it is, because the run may be tried again. */
export const finalStatus = (
  endReason: string | null,
  decision: string | null,
): 'approved' | 'rejected' | 'withdrawn' | 'cancelled' | null => {
  if (endReason === 'withdrawn') return 'withdrawn'
  if (endReason === 'completed' || endReason === 'goal' || endReason === 'exit')
    return decision === 'rejected' || decision === 'timeout' ? 'rejected' : 'approved'
  if (endReason !== 'failed') return 'cancelled'
  // What was decided stands, even where a later step could not be done.
  if (decision === null) return null
  return decision === 'approved' ? 'approved' : 'rejected'
}
