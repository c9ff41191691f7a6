import { isYearMissing, label, localTime, type Row } from '@lianke/kernel'
import { Failure, Icon, PageSection, Skeleton, useText } from '@lianke/ui'
import { type KeyboardEvent, useRef, useState } from 'react'
import { HolidayList } from './holiday-list.tsx'
import { ImportYear, MissingYear } from './missing-year.tsx'
import { type DaysShown, MonthGrid } from './month-grid.tsx'
import { useYears } from './use-calendars.ts'
import { dayBeside, withDay } from './year-days.ts'

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
const [yearMin, yearMax] = [1972, 2299]

const YearTurn = ({ year, turn }: { readonly year: number; turn(year: number): void }) => {
  const text = useText()
  return (
    <div className="lk-row" style={{ gap: 2 }}>
      <button
        type="button"
        className="lk-icon-button"
        disabled={year <= yearMin}
        aria-label={text(label('上一年', 'The year before'))}
        onClick={() => turn(year - 1)}
      >
        <Icon name="chevron-left" size={16} />
      </button>
      <b className="lk-title-3 lk-num" aria-live="polite">
        {year}
      </b>
      <button
        type="button"
        className="lk-icon-button"
        disabled={year >= yearMax}
        aria-label={text(label('下一年', 'The year after'))}
        onClick={() => turn(year + 1)}
      >
        <Icon name="chevron-right" size={16} />
      </button>
    </div>
  )
}

/** A year at a glance; arrows go from day to day, Enter opens one. */
export const YearView = ({ row }: { readonly row: Row }) => {
  const text = useText()
  const { calendar, daysOf, yearOf, keep, loading, error, again } = useYears(row)
  const today = localTime(new Date().toISOString(), calendar.zone).day
  const [year, setYear] = useState(Number(today.slice(0, 4)))
  const [focus, setFocus] = useState(today)
  const [open, setOpen] = useState<string | null>(null)
  const grid = useRef<HTMLDivElement>(null)
  const days = daysOf(year)
  if (error) return <Failure error={error} retry={again} />
  if (loading) return <Skeleton rows={8} />
  const turn = (next: number) => {
    setYear(next)
    setFocus(next === Number(today.slice(0, 4)) ? today : `${next}-01-01`)
  }
  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    const date = event.target instanceof HTMLElement ? event.target.dataset.date : undefined
    const beside = date ? dayBeside(date, event.key) : null
    if (!beside || open || !beside.startsWith(String(year))) return
    event.preventDefault()
    setFocus(beside)
    grid.current?.querySelector<HTMLElement>(`[data-date="${beside}"]`)?.focus()
  }
  const shown: DaysShown = {
    calendar,
    today,
    focus,
    open,
    dayOf: (date) => calendar.days.get(date),
    choose: (date) => {
      setOpen(date)
      if (date) setFocus(date)
    },
    save: (date, day) => {
      setOpen(null)
      keep(yearOf(date), withDay(daysOf(yearOf(date)), date, day))
    },
  }
  return (
    <PageSection
      title={<YearTurn year={year} turn={turn} />}
      actions={row.holidays === 'none' ? null : <ImportYear calendar={row.id} done={turn} />}
    >
      {isYearMissing(calendar, year) ? <MissingYear year={year} source={row.holidays} keepEmpty={() => keep(year, [])} /> : null}
      <div className="lk-year" ref={grid} onKeyDown={walk} role="group" aria-label={text(label('{year} 年', '{year}'), { year })}>
        {months.map((month) => (
          <MonthGrid key={month} year={year} month={month} shown={shown} />
        ))}
      </div>
      <HolidayList days={days} />
    </PageSection>
  )
}
