import { addWorkingMinutes, textIn, type WorkingCalendar } from '@lianke/kernel'

type Loose = Readonly<Record<string, unknown>>
const isOpen = ({ status }: Loose): boolean => status === 'open' || status === 'in_progress'

/** Does the time to remind of a task follow from when it is due? Not where somebody has said it, nor for what lies in the past. */
export const isReminded = (row: Loose, before: Loose | null, now: string): boolean => {
  const due = textIn(row.due_at)
  if (due === null || due <= now || !isOpen(row)) return false
  if (before === null) return row.remind_at === undefined && row.reminded !== true
  return row.due_at !== before.due_at && row.remind_at === before.remind_at
}

/** So much working time before a task is due; null where that has passed already. */
export const remindAt = (due: string, minutes: number, calendar: WorkingCalendar, now: string): string | null => {
  const { at } = addWorkingMinutes(calendar, due, -minutes)
  return at > now ? at : null
}
