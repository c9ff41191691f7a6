import { dayText, type LocalTime, localTime, wallTimeAt } from './wall-time.ts'
import { isWorkingDay, weekdayOf, type WorkingCalendar } from './working-calendar.ts'

/** A repeated part of the week as somebody sets it on screen, by the clock of the company. */
export interface ScheduledSlot {
  /** 1 Monday … 7 Sunday; none or absent: every day. */
  readonly weekdays?: readonly number[]
  /** Only on days on which the company works (make-up days too), or only on the others. */
  readonly days?: 'working' | 'off'
  readonly from?: string | null
  /** One that ends before it begins spans midnight and belongs to the day on which it began. */
  readonly to?: string | null
}
/** A moment by the wall clock, with what a schedule asks of the days around it. */
export interface ScheduleMoment extends LocalTime {
  readonly working: boolean
  readonly yesterday: { readonly weekday: number; readonly working: boolean }
}

/** A moment as schedules are asked: by the clock of a zone, with the working days of a calendar. */
export const scheduleMoment = (calendar: WorkingCalendar, moment: string, zone: string): ScheduleMoment => {
  const now = localTime(moment, zone)
  const wall = wallTimeAt(Date.parse(moment), zone)
  const before = dayText(wallTimeAt(Date.UTC(wall.year, wall.month - 1, wall.day - 1), 'UTC'))
  return {
    ...now,
    working: isWorkingDay(calendar, now.day),
    yesterday: { weekday: weekdayOf(before), working: isWorkingDay(calendar, before) },
  }
}

const onDay = ({ weekdays, days }: ScheduledSlot, day: { readonly weekday: number; readonly working: boolean }): boolean =>
  (!weekdays?.length || weekdays.includes(day.weekday)) && (!days || (days === 'working') === day.working)

/** Is it now? */
export const inSlot = (slot: ScheduledSlot, at: ScheduleMoment): boolean => {
  const [from, to] = [slot.from || '00:00', slot.to || '24:00']
  if (from <= to) return onDay(slot, at) && at.clock >= from && at.clock < to
  return (at.clock >= from && onDay(slot, at)) || (at.clock < to && onDay(slot, at.yesterday))
}
