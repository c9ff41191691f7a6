import { alwaysOpen, type WorkingCalendar } from '@lianke/kernel'

export const priorities = ['low', 'normal', 'high', 'urgent'] as const
export type Priority = (typeof priorities)[number]
/** Minutes of working time to answer and to solve. */
interface Target {
  readonly respond: number
  readonly resolve: number
  /** Counted day and night. */
  readonly always?: boolean | undefined
}
export type ServiceLevel = Readonly<Record<Priority, Target>>

/** What a ticket of a priority is held to, and by which calendar. */
export const targetOf = (
  level: ServiceLevel,
  priority: unknown,
  calendar: WorkingCalendar,
): Target & { readonly calendar: WorkingCalendar } => {
  const target = level[priorities.find((one) => one === priority) ?? 'normal']
  return { ...target, calendar: target.always ? alwaysOpen(calendar.zone) : calendar }
}
