import { type KeptDay, label, type WorkingCalendar, isWorkingDay } from '@lianke/kernel'
import { useLanguage, useText } from '@lianke/ui'
import { Popover } from 'antd'
import { calendarWords } from './calendar-words.ts'
import { DayEditor } from './day-editor.tsx'
import { weeksOf } from './year-days.ts'

export interface DaysShown {
  readonly calendar: WorkingCalendar
  readonly today: string
  /** The day that the keyboard stands on. */
  readonly focus: string
  readonly open: string | null
  dayOf(date: string): KeptDay | undefined
  choose(date: string | null): void
  save(date: string, day: KeptDay | null): void
}

const Day = ({ date, shown }: { readonly date: string; readonly shown: DaysShown }) => {
  const text = useText()
  const { calendar, today, focus, open } = shown
  const day = shown.dayOf(date)
  const works = isWorkingDay(calendar, date)
  const state = day ? (day.working ? 'work' : 'off') : works ? '' : 'rest'
  const said = day
    ? text(label('{date} {name}，{kind}', '{date} {name}, {kind}'), {
        date,
        name: day.name,
        kind: text(day.working ? label('上班', 'worked') : label('休息', 'off')),
      })
    : date
  return (
    <Popover
      trigger="click"
      open={open === date}
      onOpenChange={(next) => shown.choose(next ? date : null)}
      destroyOnHidden
      title={said}
      content={<DayEditor date={date} day={day} calendar={calendar} save={(next) => shown.save(date, next)} />}
    >
      <button
        type="button"
        className={`lk-day ${state}${date === today ? ' today' : ''}`}
        data-date={date}
        tabIndex={date === focus ? 0 : -1}
        aria-label={said}
        aria-current={date === today ? 'date' : undefined}
        title={day ? said : undefined}
      >
        {Number(date.slice(8))}
        {day ? <i>{text(day.working ? calendarWords.work : calendarWords.off)}</i> : null}
      </button>
    </Popover>
  )
}

/** One month: days off, days made up for, and those that are like their weekday. */
export const MonthGrid = ({
  year,
  month,
  shown,
}: {
  readonly year: number
  readonly month: number
  readonly shown: DaysShown
}) => {
  const text = useText()
  const { language } = useLanguage()
  return (
    <section className="lk-month" aria-label={text(calendarWords.months[month - 1])}>
      <h3 className="lk-title-3">{text(calendarWords.months[month - 1])}</h3>
      <div className="lk-month-days" lang={language}>
        {calendarWords.short.map((name, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a weekday is its place
          <span key={at} className="lk-label" aria-hidden>
            {text(name)}
          </span>
        ))}
        {weeksOf(year, month)
          .flat()
          .map((date, at) =>
            date === null ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: an empty place is its place
              <span key={`empty ${at}`} />
            ) : (
              <Day key={date} date={date} shown={shown} />
            ),
          )}
      </div>
    </section>
  )
}
