import dayjs from 'dayjs'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import type { Filter, MetaObject, Row } from '@lianke/kernel'
import { useRows } from '../client/records.ts'
import { useMoment } from '../field-types/moment.ts'
import { useLanguage, useWords } from '../i18n/i18n.ts'
import { Icon } from '../icons/icon.tsx'
import type { TableActs } from './table.tsx'
import { joinFilters } from './view-state.ts'

const daysShown = 42

/** Records by day of the month; weeks begin on Monday. */
const CalendarView = ({ object, filter, search, acts }: { readonly object: MetaObject; readonly filter: Filter | null; readonly search: string; readonly acts: TableActs }) => {
  const w = useWords()
  const { language } = useLanguage()
  const { zone, local, now } = useMoment()
  const [month, setMonth] = useState(() => now().startOf('month').format('YYYY-MM-DD'))
  const start = String(object.calendar?.start)
  const timed = object.fields[start]?.type === 'datetime'
  const days = useMemo(() => {
    const first = dayjs(month)
    const back = (first.day() + 6) % 7
    return Array.from({ length: daysShown }, (_, index) => first.add(index - back, 'day'))
  }, [month])
  const edge = (day: dayjs.Dayjs | undefined, end: boolean) => (!day ? '' : timed ? dayjs.tz(day.add(end ? 1 : 0, 'day').format('YYYY-MM-DDT00:00:00'), zone).toISOString() : day.format('YYYY-MM-DD'))
  const where = joinFilters(filter, { field: start, op: 'between', value: [edge(days[0], false), edge(days.at(-1), true)] })
  const { data } = useRows(object.name, { limit: 200, fields: [object.title, start], sort: [start], ...(where ? { filter: where } : {}), ...(search ? { search } : {}) })
  const byDay = useMemo(() => {
    const map = new Map<string, Row[]>()
    for (const row of data?.data ?? []) {
      const value = row[start]
      if (typeof value !== 'string') continue
      const day = timed ? local(value).format('YYYY-MM-DD') : value.slice(0, 10)
      map.set(day, [...(map.get(day) ?? []), row])
    }
    return map
  }, [data, start, timed, local])
  const today = now().format('YYYY-MM-DD')
  const step = (by: number) => setMonth(dayjs(month).add(by, 'month').format('YYYY-MM-DD'))
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short' })
  return (
    <div className="lk-calendar">
      <div className="lk-calendar-bar">
        <span className="lk-title-3" style={{ minWidth: 120 }}>{new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long' }).format(dayjs(month).toDate())}</span>
        <button type="button" className="lk-icon-button small" aria-label={w('page.prev')} onClick={() => step(-1)}><Icon name="chevron-left" /></button>
        <button type="button" className="lk-icon-button small" aria-label={w('page.next')} onClick={() => step(1)}><Icon name="chevron-right" /></button>
        <Button size="small" onClick={() => setMonth(now().startOf('month').format('YYYY-MM-DD'))}>{w('list.today')}</Button>
      </div>
      <div className="lk-calendar-grid">
        {days.slice(0, 7).map((day) => <div key={day.day()} className="name">{weekday.format(day.toDate())}</div>)}
        {days.map((day) => {
          const key = day.format('YYYY-MM-DD')
          return (
            <div key={key} className={`day${day.format('YYYY-MM') === month.slice(0, 7) ? '' : ' other'}${key === today ? ' today' : ''}`}>
              <span className="number lk-num">{day.date()}</span>
              {(byDay.get(key) ?? []).map((row) => <button key={row.id} type="button" className="lk-calendar-event" onClick={() => acts.peek(row)}>{timed ? `${local(String(row[start])).format('HH:mm')} ` : ''}{String(row[object.title] ?? '')}</button>)}
            </div>
          )
        })}
      </div>
    </div>
  )
}
export default CalendarView
