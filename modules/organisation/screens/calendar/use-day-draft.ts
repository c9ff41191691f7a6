import { hoursOn, type KeptDay, type Span, spansProblem, type WorkingCalendar } from '@lianke/kernel'
import { useState } from 'react'

export type DayKind = 'usual' | 'off' | 'work'

/** What a day that is like its weekday is most likely wanted to be: a working day off, a day off worked. */
const firstKind = (date: string, day: KeptDay | undefined, calendar: WorkingCalendar): DayKind => {
  const worked = day ? day.working : hoursOn(calendar, date).length === 0
  return worked ? 'work' : 'off'
}

/** A day as somebody is writing it: null where it cannot be kept so. */
export const useDayDraft = (date: string, day: KeptDay | undefined, calendar: WorkingCalendar) => {
  const [kind, setKind] = useState<DayKind>(firstKind(date, day, calendar))
  const [name, setName] = useState(day?.name ?? '')
  const [hours, setHours] = useState<readonly Span[]>(day?.hours ?? [])
  const problem = kind === 'work' ? spansProblem(hours) : null
  const whole = problem === null && (kind === 'usual' || name.trim() !== '')
  const own = kind === 'work' && hours.length > 0 ? { hours } : {}
  const written: KeptDay | null = kind === 'usual' ? null : { date, name: name.trim(), working: kind === 'work', ...own }
  return { kind, setKind, name, setName, hours, setHours, problem, whole, written }
}
