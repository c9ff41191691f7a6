import { type Filter, type MetaObject, momentOf, type Row, traitsOf } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import type dayjs from 'dayjs'
import { listPath } from '../../base/client/peek.ts'
import { useRows } from '../../base/client/records.ts'
import { titleOf } from '../../base/client/title-of.ts'
import { useMoment } from '../../base/field-types/moment.ts'
import { useWords } from '../../base/i18n/i18n.ts'
import type { RowActs } from './row-acts.ts'
import { joinFilters } from './view-state.ts'

export interface CalendarOf {
  readonly object: MetaObject
  readonly filter: Filter | null
  readonly search: string
  readonly acts: RowActs
}
const rowsPerWeekMax = 200
const shownPerDayMax = 4
const dayFormat = 'YYYY-MM-DD'

/** How an object's records lie on days: the condition for a span of days, and the day of a record. */
const useDays = (object: MetaObject) => {
  const { zone, local } = useMoment()
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
  const dayOf = (row: Row): string => {
    const value = row[start]
    return typeof value !== 'string' ? '' : timed ? local(value).format('YYYY-MM-DD') : value.slice(0, 10)
  }
  return {
    start,
    between,
    dayOf,
    clockOf: (row: Row): string => (timed ? `${local(String(row[start])).format('HH:mm')} ` : ''),
  }
}

/** The records of a week, and how far they are known: beyond the last that was read there may be more. */
const useWeek = ({ object, filter, search }: CalendarOf, days: readonly dayjs.Dayjs[]) => {
  const { start, between, dayOf } = useDays(object)
  const where = joinFilters(filter, between(days[0], days.at(-1)))
  const { data } = useRows(object.name, {
    limit: rowsPerWeekMax,
    fields: [object.title, start],
    sort: [start],
    ...(where ? { filter: where } : {}),
    ...(search ? { search } : {}),
  })
  const rows = data?.data ?? []
  return { rows, known: data?.next ? dayOf(rows.at(-1) ?? { id: '' }) : '9999' }
}

/** One day: its first records, and the way to all of them. `more` null: nobody knows how many. */
const Day = ({
  of: { object, filter, acts },
  day,
  rows,
  more,
  month,
}: {
  readonly of: CalendarOf
  readonly day: dayjs.Dayjs
  readonly rows: readonly Row[]
  readonly more: number | null
  readonly month: string
}) => {
  const w = useWords()
  const { now } = useMoment()
  const { between, clockOf } = useDays(object)
  const other = day.format('YYYY-MM') === month.slice(0, 7) ? '' : ' other'
  const today = day.format(dayFormat) === now().format(dayFormat) ? ' today' : ''
  return (
    <div className={`day${other}${today}`}>
      <span className="number lk-num">{day.date()}</span>
      {rows.map((row) => (
        <button key={row.id} type="button" className="lk-calendar-event" onClick={() => acts.peek(row)}>
          {clockOf(row)}
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
}

/** One week, asked for by itself, so that a full month never hides its last days. */
export const Week = ({ days, month, ...of }: CalendarOf & { readonly days: readonly dayjs.Dayjs[]; readonly month: string }) => {
  const { dayOf } = useDays(of.object)
  const { rows, known } = useWeek(of, days)
  return days.map((day) => {
    const key = day.format(dayFormat)
    const own = rows.filter((row) => dayOf(row) === key)
    return (
      <Day
        key={key}
        of={of}
        day={day}
        rows={own.slice(0, shownPerDayMax)}
        more={key < known ? own.length - shownPerDayMax : null}
        month={month}
      />
    )
  })
}
