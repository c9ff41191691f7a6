import { type EventFilter, isObject, isRelativeDate, textIn } from '@lianke/kernel'
import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useWords } from '../../i18n/i18n.ts'
import { useMoment } from '../moment.ts'
import { WindowEditor } from './date-parts.tsx'

type Stretch = NonNullable<EventFilter['within']>
const day = 'YYYY-MM-DD'
const dayLength = day.length
const usualDays = 30

/** Chooses a stretch of time: a window that moves, or two days, both of which are in it. */
export const StretchEditor = ({ value, onChange }: { readonly value: unknown; onChange(value: Stretch): void }) => {
  const w = useWords()
  const { zone, now } = useMoment()
  const span = isObject(value) && !isRelativeDate(value) ? value : null
  const at = (edge: unknown) => {
    const text = textIn(edge)
    return text ? (text.length === dayLength ? dayjs(text) : dayjs(text).tz(zone)) : null
  }
  const between = (first: dayjs.Dayjs, last: dayjs.Dayjs) =>
    onChange({ from: first.format(day), to: last.add(1, 'day').format(day) })
  return (
    <span className="lk-row" style={{ gap: 4 }}>
      <WindowEditor value={value} onChange={onChange} onSpan={() => between(now().subtract(usualDays - 1, 'day'), now())} />
      {span ? (
        <DatePicker.RangePicker
          size="small"
          style={{ width: 220 }}
          aria-label={w('date.custom_span')}
          allowClear={false}
          value={[at(span.from), at(span.to)?.subtract(1, 'ms') ?? null]}
          onChange={(days) => days?.[0] && days[1] && between(days[0], days[1])}
        />
      ) : null}
    </span>
  )
}
