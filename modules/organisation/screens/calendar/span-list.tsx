import { label, type Span } from '@lianke/kernel'
import { ClockInput, Icon, useText } from '@lianke/ui'

const last = '18:00'
/** An hour after what is there already. */
const nextSpan = (spans: readonly Span[]): Span => {
  const from = spans.at(-1)?.to ?? '09:00'
  return from < last ? { from, to: last } : { from, to: '24:00' }
}

/** The spans of a day, to be changed, added and taken away. */
export const SpanList = ({ spans, onChange }: { readonly spans: readonly Span[]; onChange(spans: readonly Span[]): void }) => {
  const text = useText()
  const put = (at: number, part: Partial<Span>) =>
    onChange(spans.map((span, index) => (index === at ? { ...span, ...part } : span)))
  return (
    <span className="lk-spans">
      {spans.map((span, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a span has no identity but its place
        <span key={at} className="lk-span">
          <ClockInput edge="from" value={span.from} onChange={(from) => put(at, { from })} />
          <span className="lk-muted">–</span>
          <ClockInput edge="to" value={span.to} onChange={(to) => put(at, { to })} />
          <button
            type="button"
            className="lk-icon-button small"
            aria-label={text(label('去掉这一段', 'Remove this span'))}
            onClick={() => onChange(spans.filter((_, index) => index !== at))}
          >
            <Icon name="close" size={13} />
          </button>
        </span>
      ))}
      <button
        type="button"
        className="lk-icon-button small"
        aria-label={text(label('加一段', 'Add a span'))}
        onClick={() => onChange([...spans, nextSpan(spans)])}
      >
        <Icon name="plus" size={14} />
      </button>
    </span>
  )
}
