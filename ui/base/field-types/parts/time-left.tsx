import { useMoment } from '../moment.ts'

/** By how much something is due or overdue; the colour says it again, never alone. */
export const TimeLeft = ({ value }: { readonly value: string }) => {
  const { full, left } = useMoment()
  const { words, late, soon } = left(value)
  const color = late ? 'var(--lk-red-fg)' : soon ? 'var(--lk-gold-fg)' : undefined
  return (
    <time className="lk-num" dateTime={value} title={full(value)} style={{ color }}>
      {words}
    </time>
  )
}
