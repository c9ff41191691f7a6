import { useEffect, useRef } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { Avatar } from '../../base/feedback/avatar.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { sayEntry } from '../../base/timeline/timeline-entries.ts'
import type { Bubble, ThreadEntry } from './thread-entries.ts'

const Said = ({ bubble, customer }: { readonly bubble: Bubble; readonly customer: string }) => {
  const w = useWords()
  const { time, full } = useMoment()
  const who = bubble.side === 'in' ? customer : (bubble.who ?? '')
  return (
    <li className={`lk-bubble ${bubble.side}`}>
      <Avatar name={who || '·'} size={28} />
      <div>
        <div className="lk-label">
          {who}
          {bubble.side === 'note' ? ` · ${w('thread.note')}` : ''} <time title={full(bubble.at)}>{time(bubble.at)}</time>
          {bubble.state ? ` · ${bubble.state}` : ''}
        </div>
        <p>{bubble.text}</p>
      </div>
    </li>
  )
}

/** The words of a thread, day by day; the newest is in sight. */
export const ThreadWords = ({
  entries,
  customer,
  about,
}: {
  readonly entries: readonly ThreadEntry[]
  readonly customer: string
  readonly about: string
}) => {
  const w = useWords()
  const text = useText()
  const model = useModel()
  const { local, date, time } = useMoment()
  const end = useRef<HTMLLIElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new word is shown
  useEffect(() => end.current?.scrollIntoView({ block: 'end' }), [entries.length])
  const dayOf = ({ at }: ThreadEntry) => local(at).format('YYYY-MM-DD')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys must be able to
    <ol className="lk-thread-words" aria-label={w('thread.words')} tabIndex={0}>
      {entries.map((entry, index) => (
        <li key={entry.id} className="lk-thread-entry">
          {dayOf(entry) === (entries[index - 1] ? dayOf(entries[index - 1] ?? entry) : '') ? null : (
            <div className="lk-thread-day">{date(dayOf(entry))}</div>
          )}
          {entry.kind === 'bubble' ? (
            <ul>
              <Said bubble={entry} customer={customer} />
            </ul>
          ) : (
            <div className="lk-thread-event">
              {entry.folded.lead.actor.kind === 'user' ? `${entry.folded.lead.actor.title ?? ''} ` : ''}
              {sayEntry(entry.folded.lead, about, { model, w, text })} <time>{time(entry.at)}</time>
            </div>
          )}
        </li>
      ))}
      <li ref={end} aria-hidden />
    </ol>
  )
}
