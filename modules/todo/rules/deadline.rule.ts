import { addWorkingDays, addWorkingMinutes, type WorkingCalendar } from '@lianke/kernel'

export const dueUnits = ['working_hour', 'working_day', 'hour', 'day'] as const
const hourMs = 3_600_000

/** When an answer is due, by the hours of whoever has it; null: never. */
export const dueAt = (
  calendar: WorkingCalendar,
  now: string,
  { amount, unit }: { readonly amount: number; readonly unit: (typeof dueUnits)[number] },
): string | null => {
  if (amount <= 0) return null
  if (unit === 'working_hour') return addWorkingMinutes(calendar, now, amount * 60).at
  if (unit === 'working_day') return addWorkingDays(calendar, now, amount).at
  return new Date(Date.parse(now) + amount * (unit === 'day' ? 24 : 1) * hourMs).toISOString()
}

/** So much working time before it is due; null where that has passed. */
export const remindAt = (calendar: WorkingCalendar, due: string | null, minutes: number, now: string): string | null => {
  if (due === null || minutes <= 0) return null
  const { at } = addWorkingMinutes(calendar, due, -minutes)
  return at > now ? at : null
}
