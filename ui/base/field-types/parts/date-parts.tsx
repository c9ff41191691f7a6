import { DatePicker, InputNumber, Select } from 'antd'
import dayjs from 'dayjs'
import { type DateUnit, isObject, isRelativeDate, momentOf, type RelativeDate } from '@lianke/kernel'
import { useWords } from '../../i18n/i18n.ts'
import { sayWindow } from './say-window.ts'
import type { FilterEditorProps, InputProps } from '../field-widget.ts'
import { useMoment } from '../moment.ts'

const presets: readonly RelativeDate[] = [
  { this: 'day' },
  { previous: 'day' },
  { this: 'week' },
  { previous: 'week' },
  { this: 'month' },
  { previous: 'month' },
  { this: 'quarter' },
  { this: 'year' },
  { last: 7, unit: 'day' },
  { last: 30, unit: 'day' },
  { last: 90, unit: 'day' },
  { next: 7, unit: 'day' },
  { next: 30, unit: 'day' },
]

const fortnight = 14
type Way = 'last' | 'next'
const windowOf = (way: Way, n: number, unit: DateUnit): RelativeDate => (way === 'last' ? { last: n, unit } : { next: n, unit })
/** "Last or next n units", where the window is one. */
const freeIn = (value: unknown): Free | null =>
  !isRelativeDate(value)
    ? null
    : 'last' in value
      ? { way: 'last', n: value.last, unit: value.unit }
      : 'next' in value
        ? { way: 'next', n: value.next, unit: value.unit }
        : null

const units = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const
interface Free {
  readonly way: Way
  readonly n: number
  readonly unit: DateUnit
}
/** How many of which unit. */
const FreeWindow = ({ way, n, unit, days, onChange }: Free & { readonly days: boolean; onChange(value: RelativeDate): void }) => {
  const w = useWords()
  return (
    <>
      <InputNumber
        size="small"
        min={1}
        max={3650}
        controls={false}
        style={{ width: 52 }}
        value={n}
        onChange={(next) => onChange(windowOf(way, next ?? 1, unit))}
      />
      <Select
        aria-label={w('filter.value')}
        size="small"
        popupMatchSelectWidth={false}
        value={unit}
        onChange={(next: DateUnit) => onChange(windowOf(way, n, next))}
        options={units.filter((one) => !days || one !== 'hour').map((one) => ({ value: one, label: w(`unit.${one}`) }))}
      />
    </>
  )
}

interface WindowProps {
  readonly value: unknown
  /** Of whole days. */
  readonly days?: boolean
  /** Somebody wants two days instead; absent: there is none but a window. */
  readonly onSpan?: () => void
  onChange(value: RelativeDate): void
}
/** Chooses a relative window: a common one, or "last / next n units". */
export const WindowEditor = ({ value, days = false, onSpan, onChange }: WindowProps) => {
  const w = useWords()
  const key = JSON.stringify(value ?? null)
  const free = freeIn(value)
  const listed = presets.some((preset) => JSON.stringify(preset) === key)
  const other = free ? `free:${free.way}` : onSpan && isObject(value) ? 'span' : undefined
  const chosen = (next: string) =>
    next === 'free:last'
      ? windowOf('last', fortnight, 'day')
      : next === 'free:next'
        ? windowOf('next', fortnight, 'day')
        : (presets.find((preset) => JSON.stringify(preset) === next) ?? { this: 'day' })
  return (
    <span className="lk-row" style={{ gap: 4 }}>
      <Select
        aria-label={w('filter.value')}
        size="small"
        popupMatchSelectWidth={false}
        style={{ minWidth: 108 }}
        value={listed ? key : other}
        placeholder={w('filter.value')}
        onChange={(next: string) => (next === 'span' && onSpan ? onSpan() : onChange(chosen(next)))}
        options={[
          ...presets.map((preset) => ({ value: JSON.stringify(preset), label: sayWindow(w, preset) })),
          { value: 'free:last', label: w('date.custom_last') },
          { value: 'free:next', label: w('date.custom_next') },
          ...(onSpan ? [{ value: 'span', label: w('date.custom_span') }] : []),
        ]}
      />
      {free && !listed ? <FreeWindow {...free} days={days} onChange={onChange} /> : null}
    </span>
  )
}

/** Calendar input; datetimes are shown and typed in the company's zone and travel as UTC. */
export const dateInput =
  (kind: 'date' | 'datetime') =>
  ({ value, onChange, id, autoFocus, disabled }: InputProps) => {
    const { zone } = useMoment()
    const shown = value ? (kind === 'date' ? dayjs(String(value).slice(0, 10)) : dayjs(String(value)).tz(zone)) : null
    return (
      <DatePicker
        id={id}
        style={{ width: '100%' }}
        autoFocus={autoFocus}
        disabled={disabled}
        value={shown}
        showTime={kind === 'datetime' ? { format: 'HH:mm' } : false}
        format={kind === 'date' ? 'YYYY-MM-DD' : 'YYYY-MM-DD HH:mm'}
        needConfirm={false}
        onChange={(next) =>
          onChange(
            next ? (kind === 'date' ? next.format('YYYY-MM-DD') : momentOf(next.format('YYYY-MM-DDTHH:mm:ss'), zone)) : null,
          )
        }
      />
    )
  }

/** Value of a date condition: a window in words, a day, or two days. */
export const dateFilter =
  (kind: 'date' | 'datetime') =>
  ({ op, value, onChange }: FilterEditorProps) => {
    const { zone } = useMoment()
    if (op === 'within' || op === 'not_within') return <WindowEditor value={value} onChange={onChange} />
    if (op === 'anniversary') return <WindowEditor days value={value} onChange={onChange} />
    const send = (day: dayjs.Dayjs | null | undefined) =>
      !day ? undefined : kind === 'date' ? day.format('YYYY-MM-DD') : momentOf(day.format('YYYY-MM-DD'), zone)
    const shown = (one: unknown) => (one ? (kind === 'date' ? dayjs(String(one)) : dayjs(String(one)).tz(zone)) : null)
    if (op === 'between') {
      const [from, to] = Array.isArray(value) ? (value as unknown[]) : []
      return (
        <DatePicker.RangePicker
          size="small"
          style={{ width: 220 }}
          value={[shown(from), shown(to)]}
          onChange={(days) => onChange([send(days?.[0]), send(days?.[1])])}
        />
      )
    }
    return (
      <DatePicker
        size="small"
        style={{ width: 120 }}
        value={shown(value)}
        onChange={(day) => onChange(send(day as dayjs.Dayjs | null))}
      />
    )
  }
