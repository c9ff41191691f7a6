import { Button } from 'antd'
import dayjs from 'dayjs'
import { useMemo, useState } from 'react'
import { useMoment } from '../../base/field-types/moment.ts'
import { useLanguage, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { type CalendarOf, Week } from './calendar-week.tsx'

const weeksShown = 6

/** Records by day of the month; weeks begin on Monday. */
const CalendarView = (shared: CalendarOf) => {
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
