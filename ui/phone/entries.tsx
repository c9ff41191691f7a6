import { label, personObject } from '@lianke/kernel'
import { useState } from 'react'
import { Skeleton } from '../base/feedback/skeleton.tsx'
import { useMoment } from '../base/field-types/moment.ts'
import { useText, useWords } from '../base/i18n/i18n.ts'
import { Icon } from '../base/icons/icon.tsx'
import { foldEntries } from '../base/timeline/fold-entries.ts'
import { isComputed, recordVerb, sayEntry, type TimelineEntry, useTimeline, weightOf } from '../base/timeline/timeline-entries.ts'
import { Failure } from './failure.tsx'
import { Line } from './line.tsx'
import { useModel } from '../base/client/phone-model.ts'

const shownAtFirst = 8

/** What happened with a person, or to any other record, newest first: a few lines, more on demand. */
export const Entries = ({ object, id }: { readonly object: string; readonly id: string }) => {
  const w = useWords()
  const text = useText()
  const model = useModel()
  const { ago } = useMoment()
  const [all, setAll] = useState(false)
  const list = useTimeline(object, id, object === personObject ? 'timeline' : 'history', [])
  // What a task or a visit was changed to is read on it; here it would only push the news down.
  const isDetail = (entry: TimelineEntry) => entry.record !== id && recordVerb(model, entry)?.verb === 'updated'
  const told = (list.data?.pages.flatMap((page) => page.data) ?? []).filter(
    (entry) => !isComputed(model, entry) && !isDetail(entry),
  )
  const entries = foldEntries(told, weightOf(model)).map(({ lead }) => lead)
  if (list.error) return <Failure small error={list.error} retry={() => void list.refetch()} />
  if (list.isPending) return <Skeleton rows={3} height={52} />
  if (entries.length === 0) return <p className="lkm-note">{w('page.timeline_empty')}</p>
  const more = all ? list.hasNextPage : entries.length > shownAtFirst || list.hasNextPage
  return (
    <>
      {entries.slice(0, all ? undefined : shownAtFirst).map((entry) => {
        const record = recordVerb(model, entry)
        const who = entry.actor.kind === 'system' ? null : entry.actor.title
        const title = entry.title && entry.record && entry.record !== id ? entry.title : ''
        return (
          <Line
            key={entry.id}
            lead={
              <span className="lkm-entry-mark">
                <Icon name={model.event(entry.name)?.icon ?? record?.object.icon ?? 'activity'} size={16} />
              </span>
            }
            title={
              <span>
                {sayEntry(entry, id, { model, w, text })}
                {title ? ` ${title}` : ''}
              </span>
            }
            note={[who, ago(entry.at)].filter(Boolean).join(' · ')}
          />
        )
      })}
      {more ? (
        <button
          type="button"
          className="lkm-link"
          style={{ width: '100%', justifyContent: 'center' }}
          disabled={list.isFetchingNextPage}
          onClick={() => (all ? void list.fetchNextPage() : setAll(true))}
        >
          {text(label('更多动态', 'More'))}
        </button>
      ) : null}
    </>
  )
}
