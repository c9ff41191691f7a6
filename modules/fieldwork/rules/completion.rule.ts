import type { Standing } from '@lianke/kernel'

/** One completion is told once: by the act, else by the reaction to the ticked box. */
export const completionKey = (task: string, version: unknown): string => `task.completed:${task}:${Number(version ?? 1)}`

const moment = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** When a task was done: told by nobody; one that was brought done without a moment was done when it was due, at the earliest when it was made. */
export const completedAt = ({ row, before, now }: Standing): unknown => {
  if (row.status !== 'done') return null
  if (row.completed_at) return row.completed_at
  const made = moment(row.created_at) ?? now
  const due = moment(row.due_at)
  return before === null ? (due && due > made && due < now ? due : made) : now
}
