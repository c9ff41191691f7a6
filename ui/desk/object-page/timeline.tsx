import { Button, Select } from 'antd'
import { useState } from 'react'
import type { MetaObject } from '@lianke/kernel'
import { commonFields, useModel } from '../../base/client/meta.ts'
import { Avatar } from '../../base/feedback/avatar.tsx'
import { Empty, Failure, Skeleton } from '../../base/feedback/states.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { FieldValue, isEmpty } from '../../base/field-types/registry.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { Link } from '@tanstack/react-router'
import { recordPath } from '../../base/client/peek.ts'
import {
  isComputed,
  recordVerb,
  sayEntry,
  type TimelineEntry,
  useTimeline,
  verbIcons,
} from '../../base/timeline/timeline-entries.ts'

const changesShownMax = 6

const Entry = ({ entry, about }: { readonly entry: TimelineEntry; readonly about: string }) => {
  const w = useWords()
  const text = useText()
  const model = useModel()
  const { time, full } = useMoment()
  const [all, setAll] = useState(false)
  const event = model.event(entry.name)
  const record = event ? null : recordVerb(model, entry)
  const own = entry.record === about
  const who = entry.actor.kind === 'system' ? null : entry.actor.title
  const sentence = sayEntry(entry, about, { model, w, text })
  const changes = record?.verb === 'updated' ? Object.entries(entry.changes) : []
  return (
    <li className="lk-entry">
      <span className="lk-entry-mark">
        <Icon
          name={event?.icon ?? (record ? (record.verb === 'created' ? record.object.icon : verbIcons[record.verb]) : 'activity')}
          size={14}
        />
      </span>
      <div className="lk-grow">
        <div className="lk-entry-line">
          {who ? (
            <span className="lk-row" style={{ gap: 5, display: 'inline-flex', verticalAlign: 'bottom', marginRight: 6 }}>
              <Avatar name={who} size={18} />
              <b>{who}</b>
            </span>
          ) : null}
          <span>{sentence}</span>
          {entry.title && entry.object && entry.record && !own ? (
            <Link className="lk-entry-link" to={recordPath(entry.object, entry.record)}>
              {entry.title}
            </Link>
          ) : null}
          <time title={full(entry.at)}>{time(entry.at)}</time>
        </div>
        {changes.length > 0 && record ? (
          <div className="lk-entry-changes">
            {changes.slice(0, all ? undefined : changesShownMax).map(([name, [from, to]]) => {
              const field = record.object.fields[name] ?? commonFields[name]
              return field ? (
                <div key={name} className="lk-entry-change">
                  <span>{text(field.label)}</span>
                  {isEmpty(from) ? (
                    <i>{w('field.empty')}</i>
                  ) : (
                    <s>
                      <FieldValue field={field} value={from} />
                    </s>
                  )}
                  <Icon name="arrow-right" size={12} />
                  {isEmpty(to) ? <i>{w('field.empty')}</i> : <FieldValue field={field} value={to} />}
                </div>
              ) : null
            })}
            {changes.length > changesShownMax && !all ? (
              <button type="button" className="lk-plain lk-muted" onClick={() => setAll(true)}>
                +{changes.length - changesShownMax}
              </button>
            ) : null}
          </div>
        ) : null}
      </div>
    </li>
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
  const text = useText()
  const model = useModel()
  const { local, now, date } = useMoment()
  const [names, setNames] = useState<string[]>([])
  const list = useTimeline(object.name, id, kind, names)
  const entries = (list.data?.pages.flatMap((page) => page.data) ?? []).filter((entry) => !isComputed(model, entry))
  const dayOf = (at: string) => local(at).format('YYYY-MM-DD')
  const sayDay = (day: string) => {
    const days = now()
      .startOf('day')
      .diff(local(`${day}T12:00:00`).startOf('day'), 'day')
    return days === 0 ? w('list.today') : date(day)
  }
  const days = [...new Set(entries.map(({ at }) => dayOf(at)))]
  return (
    <div>
      {kind === 'timeline' && (entries.length > 0 || names.length > 0) ? (
        <Select
          mode="multiple"
          size="small"
          variant="filled"
          allowClear
          style={{ minWidth: 160, maxWidth: '100%', marginBottom: 8 }}
          placeholder={w('page.all_kinds')}
          value={names}
          onChange={setNames}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          options={model.events.map((event) => ({ value: event.name, label: text(event.label) }))}
        />
      ) : null}
      {list.error ? (
        <Failure small error={list.error} retry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Skeleton rows={4} />
      ) : entries.length === 0 ? (
        <Empty small icon="history" title={w('page.timeline_empty')} help={w('page.timeline_empty_help')} />
      ) : (
        days.map((day) => (
          <section key={day} className="lk-day">
            <h3>{sayDay(day)}</h3>
            <ol>
              {entries
                .filter(({ at }) => dayOf(at) === day)
                .map((entry) => (
                  <Entry key={entry.id} entry={entry} about={id} />
                ))}
            </ol>
          </section>
        ))
      )}
      {list.hasNextPage ? (
        <Button type="text" block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {w('list.more_rows')}
        </Button>
      ) : null}
    </div>
  )
}
