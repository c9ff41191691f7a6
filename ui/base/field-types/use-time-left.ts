import { type MetaField, nextOpening, textIn, type WorkingCalendar, workingTime } from '@lianke/kernel'
import { useWorkingCalendars } from '../client/use-working-calendars.ts'
import { useWords } from '../i18n/i18n.ts'
import { useMoment } from './moment.ts'

const hourMs = 3_600_000

interface TimeLeft {
  readonly words: string
  readonly late: boolean
  readonly soon: boolean
  /** Until when, and how it is counted. */
  readonly title: string
}
/** The field of a record that says by which calendar a moment of it is counted; null: by the clock on the wall. */
export const countedBy = (field: MetaField | undefined): string | null => textIn(field?.options.countedBy)

/**
 * How long until something is due, or since it was: in working time where its field names a field of the record that says by which calendar it is
 * counted. Until the calendars are known nothing is said rather than another number.
 */
export const useTimeLeft = (field: MetaField | undefined) => {
  const w = useWords()
  const { left, span, full } = useMoment()
  const by = countedBy(field)
  const calendarOf = useWorkingCalendars(by !== null)
  const worked = (value: string, calendar: WorkingCalendar, now: string): TimeLeft => {
    const late = value <= now
    const { ms } = workingTime(calendar, late ? value : now, late ? now : value)
    const opens = nextOpening(calendar, now).at
    const [h, n] = [Math.floor(ms / hourMs), Math.floor(ms / 60_000) % 60]
    const hours = n === 0 ? w('time.hours_even', { h }) : w('time.hours_worked', { h, n })
    const time = ms < hourMs ? span(ms) : hours
    return {
      words: late && ms < 60_000 ? w('time.due') : w(late ? 'time.over' : 'time.left', { time }),
      late,
      soon: !late && ms < hourMs,
      title: [
        full(value),
        ...(calendar.name ? [w('time.worked', { name: calendar.name })] : []),
        ...(opens > now ? [w('time.opens', { at: full(opens) })] : []),
      ].join(' · '),
    }
  }
  /** `at`: as it was at another moment than now. */
  return (value: string, row: Readonly<Record<string, unknown>> | undefined, at?: string): TimeLeft => {
    if (by === null) return { ...left(value), title: full(value) }
    if (!calendarOf) return { words: '…', late: false, soon: false, title: full(value) }
    return worked(value, calendarOf(textIn(row?.[by])), at ?? new Date().toISOString())
  }
}
