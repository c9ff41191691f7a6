import type { MetaField } from '@lianke/kernel'
import { useTimeLeft } from '../use-time-left.ts'

/** By how much something is due or overdue; the colour says it again, never alone. */
export const TimeLeft = ({
  field,
  value,
  row,
}: {
  readonly field: MetaField | undefined
  readonly value: string
  /** The record that it is of: it says by which calendar it is counted. */
  readonly row?: Readonly<Record<string, unknown>> | undefined
}) => {
  const { words, late, soon, title } = useTimeLeft(field)(value, row)
  const color = late ? 'var(--lk-red-fg)' : soon ? 'var(--lk-gold-fg)' : undefined
  return (
    <time className="lk-num" dateTime={value} title={title} style={{ color }}>
      {words}
    </time>
  )
}
