import { label } from '@lianke/kernel'
import { useText } from '../../i18n/i18n.ts'

const edges = { from: label('从', 'From'), to: label('到', 'Until') }

/** What one writes without thinking: `9`, `930`, `9:30`. */
const written = (value: string): string => {
  const [, hour = '', minute = '00'] = /^(\d{1,2}?)[:：.]?(\d{2})?$/.exec(value.trim()) ?? []
  return hour === '' ? value : `${hour.padStart(2, '0')}:${minute}`
}

/** One end of a span of hours, kept as 09:00. */
export const ClockInput = ({
  edge,
  value,
  onChange,
}: {
  readonly edge: keyof typeof edges
  readonly value: string
  onChange(next: string): void
}) => {
  const text = useText()
  return (
    <input
      className="lk-clock"
      placeholder="00:00"
      maxLength={5}
      inputMode="numeric"
      aria-label={text(edges[edge])}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onBlur={() => onChange(written(value))}
    />
  )
}
