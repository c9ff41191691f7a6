import type { MetaObject } from '@lianke/kernel'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { Empty, Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { type Folded, foldEntries } from '../../base/timeline/fold-entries.ts'
import { isComputed, useTimeline, weightOf } from '../../base/timeline/timeline-entries.ts'
import { Entry } from './timeline-entry.tsx'

/** Entries under the days on which they happened. */
const Days = ({ entries, about }: { readonly entries: readonly Folded[]; readonly about: string }) => {
  const w = useWords()
  const { local, now, date } = useMoment()
  const dayOf = (at: string) => local(at).format('YYYY-MM-DD')
  const sayDay = (day: string) => {
    const days = now()
      .startOf('day')
      .diff(local(`${day}T12:00:00`).startOf('day'), 'day')
    return days === 0 ? w('list.today') : date(day)
  }
  const days = [...new Set(entries.map(({ lead }) => dayOf(lead.at)))]
  return days.map((day) => (
    <section key={day} className="lk-day">
      <h3>{sayDay(day)}</h3>
      <ol>
        {entries
          .filter(({ lead }) => dayOf(lead.at) === day)
          .map((entry) => (
            <Entry key={entry.lead.id} folded={entry} about={about} />
          ))}
      </ol>
    </section>
  ))
}

const KindChooser = ({ names, choose }: { readonly names: string[]; choose(names: string[]): void }) => {
  const w = useWords()
  const text = useText()
  const model = useModel()
  return (
    <Select
      mode="multiple"
      size="small"
      variant="filled"
      allowClear
      style={{ minWidth: 160, maxWidth: '100%', marginBottom: 8 }}
      aria-label={w('page.kinds')}
      placeholder={w('page.all_kinds')}
      value={names}
      onChange={choose}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      options={model.events.map((event) => ({ value: event.name, label: text(event.label) }))}
    />
  )
}

/** Entries by day; kinds can be chosen. */
export const Timeline = ({
  object,
  id,
  kind,
}: {
  readonly object: MetaObject
  readonly id: string
  readonly kind: 'timeline' | 'history'
}) => {
  const w = useWords()
  const model = useModel()
  const [names, setNames] = useState<string[]>([])
  const list = useTimeline(object.name, id, kind, names)
  const told = (list.data?.pages.flatMap((page) => page.data) ?? []).filter((entry) => !isComputed(model, entry))
  const entries = foldEntries(told, weightOf(model))
  return (
    <div>
      {kind === 'timeline' && (entries.length > 0 || names.length > 0) ? <KindChooser names={names} choose={setNames} /> : null}
      {list.error ? (
        <Failure small error={list.error} retry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Skeleton rows={4} />
      ) : entries.length === 0 ? (
        <Empty small icon="history" title={w('page.timeline_empty')} help={w('page.timeline_empty_help')} />
      ) : (
        <Days entries={entries} about={id} />
      )}
      {list.hasNextPage ? (
        <Button type="text" block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {w('list.more_rows')}
        </Button>
      ) : null}
    </div>
  )
}
