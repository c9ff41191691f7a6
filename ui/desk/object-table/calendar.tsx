import dayjs from 'dayjs'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { type Filter, type MetaObject, momentOf, type Row, traitsOf } from '@lianke/kernel'
import { useRows } from '../../base/client/records.ts'
import { useMoment } from '../../base/field-types/moment.ts'
import { useLanguage, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { listPath } from '../../base/client/peek.ts'
import type { RowActs } from './row-acts.ts'
import { joinFilters } from './view-state.ts'
import { titleOf } from '../../base/client/title-of.ts'

interface Shared {
  readonly object: MetaObject
  readonly filter: Filter | null
  readonly search: string
  readonly acts: RowActs
}
const weeksShown = 6
const rowsPerWeekMax = 200
const shownPerDayMax = 4

/** One week, asked for by itself, so that a full month never hides its last days. */
const Week = ({
  object,
  filter,
  search,
  acts,
  days,
  month,
}: Shared & { readonly days: readonly dayjs.Dayjs[]; readonly month: string }) => {
  const w = useWords()
  const { zone, local, now } = useMoment()
  const start = String(object.calendar?.start)
  const startField = object.fields[start]
  const timed = startField !== undefined && traitsOf(startField).time === 'moment'
  const edge = (day: dayjs.Dayjs | undefined, after: number) =>
    !day ? '' : timed ? momentOf(day.add(after, 'day').format('YYYY-MM-DD'), zone) : day.format('YYYY-MM-DD')
  const between = (from: dayjs.Dayjs | undefined, to: dayjs.Dayjs | undefined): Filter =>
    timed
      ? {
          and: [
            { field: start, op: 'gte', value: edge(from, 0) },
            { field: start, op: 'lt', value: edge(to, 1) },
          ],
        }
      : { field: start, op: 'between', value: [edge(from, 0), edge(to, 0)] }
  const where = joinFilters(filter, between(days[0], days.at(-1)))
  const { data } = useRows(object.name, {
    limit: rowsPerWeekMax,
    fields: [object.title, start],
    sort: [start],
    ...(where ? { filter: where } : {}),
    ...(search ? { search } : {}),
  })
  const dayOf = (row: Row): string => {
    const value = row[start]
    return typeof value !== 'string' ? '' : timed ? local(value).format('YYYY-MM-DD') : value.slice(0, 10)
  }
  const rows = data?.data ?? []
  const today = now().format('YYYY-MM-DD')
  // Beyond the last row that was read there may be more than is known.
  const known = data?.next ? dayOf(rows.at(-1) ?? { id: '' }) : '9999'
  return (
    <>
      {days.map((day) => {
        const key = day.format('YYYY-MM-DD')
        const own = rows.filter((row) => dayOf(row) === key)
        const more = key < known ? own.length - shownPerDayMax : null
        return (
          <div
            key={key}
            className={`day${day.format('YYYY-MM') === month.slice(0, 7) ? '' : ' other'}${key === today ? ' today' : ''}`}
          >
            <span className="number lk-num">{day.date()}</span>
            {own.slice(0, shownPerDayMax).map((row) => (
              <button key={row.id} type="button" className="lk-calendar-event" onClick={() => acts.peek(row)}>
                {timed ? `${local(String(row[start])).format('HH:mm')} ` : ''}
                {titleOf(object, row)}
              </button>
            ))}
            {more === null || more > 0 ? (
              <Link
                className="lk-calendar-more"
                to={listPath(object.name)}
                search={{ filter: joinFilters(filter, between(day, day)), mode: 'table' } as never}
              >
                {more === null ? w('common.view_all') : `+${more}`}
              </Link>
            ) : null}
          </div>
        )
      })}
    </>
  )
}

/** Records by day of the month; weeks begin on Monday. */
const CalendarView = (shared: Shared) => {
  const w = useWords()
  const { language } = useLanguage()
  const { now } = useMoment()
  const [month, setMonth] = useState(() => now().startOf('month').format('YYYY-MM-DD'))
  const weeks = useMemo(() => {
    const first = dayjs(month)
    const back = (first.day() + 6) % 7
    return Array.from({ length: weeksShown }, (_, week) =>
      Array.from({ length: 7 }, (_, day) => first.add(week * 7 + day - back, 'day')),
    )
  }, [month])
  const step = (by: number) => setMonth(dayjs(month).add(by, 'month').format('YYYY-MM-DD'))
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short' })
  return (
    <div className="lk-calendar">
      <div className="lk-calendar-bar">
        <span className="lk-title-3" style={{ minWidth: 120 }}>
          {new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long' }).format(dayjs(month).toDate())}
        </span>
        <button type="button" className="lk-icon-button small" aria-label={w('page.prev')} onClick={() => step(-1)}>
          <Icon name="chevron-left" />
        </button>
        <button type="button" className="lk-icon-button small" aria-label={w('page.next')} onClick={() => step(1)}>
          <Icon name="chevron-right" />
        </button>
        <Button size="small" onClick={() => setMonth(now().startOf('month').format('YYYY-MM-DD'))}>
          {w('list.today')}
        </Button>
      </div>
      <div className="lk-calendar-grid">
        {weeks[0]?.map((day) => (
          <div key={day.day()} className="name">
            {weekday.format(day.toDate())}
          </div>
        ))}
        {weeks.map((days) => (
          <Week key={days[0]?.format('YYYY-MM-DD')} {...shared} days={days} month={month} />
        ))}
      </div>
    </div>
  )
}
export default CalendarView
