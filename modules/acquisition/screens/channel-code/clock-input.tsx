import { label } from '@lianke/kernel'
import { useText } from '@lianke/ui'

const edges = { from: label('从', 'From'), to: label('到', 'Until') }

/** One end of a span of hours, written as 09:00. */
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
    />
  )
}
