import { alwaysOpen, isObject, type WorkingCalendar } from '@lianke/kernel'

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

const targetIn = (value: unknown): Target =>
  isObject(value)
    ? { respond: Number(value.respond), resolve: Number(value.resolve), always: value.always === true }
    : { respond: 1, resolve: 1 }
/** The service level as its setting holds it. */
export const serviceLevelIn = (value: Readonly<Record<string, unknown>>): ServiceLevel => ({
  low: targetIn(value.low),
  normal: targetIn(value.normal),
  high: targetIn(value.high),
  urgent: targetIn(value.urgent),
})

/** What a ticket of a priority is held to, and by which calendar. */
export const targetOf = (
  level: ServiceLevel,
  priority: unknown,
  calendar: WorkingCalendar,
): Target & { readonly calendar: WorkingCalendar } => {
  const target = level[priorities.find((one) => one === priority) ?? 'normal']
  return { ...target, calendar: target.always ? alwaysOpen(calendar.zone) : calendar }
}
