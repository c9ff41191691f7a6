import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import type { Label, MetaObject } from '@lianke/kernel'
import { commonFields, type MetaIndex, useModel } from '../client/meta.ts'
import { pathOf, request } from '../client/request.ts'
import { Avatar } from '../feedback/avatar.tsx'
import { Empty, Failure, Skeleton } from '../feedback/states.tsx'
import { useMoment } from '../field-types/moment.ts'
import { FieldValue, isEmpty } from '../field-types/registry.tsx'
import { useText, useWords } from '../i18n/i18n.ts'
import { Icon } from '../icons/icon.tsx'
import { Link } from '@tanstack/react-router'
import { recordPath } from '../shell/peek.ts'

export interface TimelineEntry {
  readonly id: string; readonly name: string; readonly at: string; readonly object: string | null; readonly record: string | null; readonly title: string | null
  readonly actor: { readonly kind: string; readonly id: string; readonly title: string | null }
  readonly payload: Readonly<Record<string, unknown>>; readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>
}
const verbs = ['created', 'updated', 'deleted', 'restored'] as const
const verbIcons = { created: 'plus', updated: 'edit', deleted: 'trash', restored: 'undo' } as const
const changesShownMax = 6

/** What happened with a person (`timeline`) or what was done to a record (`history`), newest first. */
export const useTimeline = (object: string, id: string, kind: 'timeline' | 'history', names: readonly string[]) =>
  useInfiniteQuery({
    queryKey: ['timeline', object, id, kind, names],
    queryFn: ({ pageParam, signal }) => request<{ data: TimelineEntry[]; next: string | null }>(`${pathOf(object)}/${id}/${kind}?limit=50${names.length ? `&names=${encodeURIComponent(names.join(','))}` : ''}${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''}`, { signal }),
    initialPageParam: null as string | null, getNextPageParam: (last) => last.next, retry: false,
  })

const recordVerb = (model: MetaIndex, entry: TimelineEntry): { readonly verb: (typeof verbs)[number]; readonly object: MetaObject } | null => {
  const verb = verbs.find((one) => entry.name.endsWith(`.${one}`))
  const object = model.object(entry.object ?? entry.name.split('.').slice(0, -1).join('.'))
  return verb && object && entry.name === `${object.name}.${verb}` ? { verb, object } : null
}

const fill = (sentence: string, payload: Readonly<Record<string, unknown>>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => { const value = payload[name]; return value === null || value === undefined ? '' : typeof value === 'object' ? String((value as { title?: unknown }).title ?? '') : String(value) })

const Entry = ({ entry, about }: { readonly entry: TimelineEntry; readonly about: string }) => {
  const w = useWords()
  const text = useText()
  const model = useModel()
  const { time, full } = useMoment()
  const [all, setAll] = useState(false)
  const event = model.events.find(({ name }) => name === entry.name)
  const record = event ? null : recordVerb(model, entry)
  const said: Label | undefined = event?.sentence ?? event?.label
  const own = entry.record === about
  const who = entry.actor.kind === 'system' ? null : entry.actor.title
  const sentence = record
    ? !own ? w(record.verb === 'updated' ? 'page.changed_other' : record.verb === 'deleted' ? 'page.removed_other' : 'page.created_other', { object: text(record.object.label) })
      : record.verb === 'updated' ? w('page.changed') : w(record.verb === 'created' ? 'page.created' : record.verb === 'deleted' ? 'page.removed' : 'page.restored', { object: text(record.object.label) })
    : said ? fill(text(said), entry.payload) : entry.name
  const changes = record?.verb === 'updated' ? Object.entries(entry.changes) : []
  return (
    <li className="lk-entry">
      <span className="lk-entry-mark"><Icon name={event?.icon ?? (record ? (record.verb === 'created' ? record.object.icon : verbIcons[record.verb]) : 'activity')} size={14} /></span>
      <div className="lk-grow">
        <div className="lk-entry-line">
          {who ? <span className="lk-row" style={{ gap: 5, display: 'inline-flex', verticalAlign: 'bottom', marginRight: 6 }}><Avatar name={who} size={18} /><b>{who}</b></span> : null}
          <span>{sentence}</span>
          {entry.title && entry.object && entry.record && !own ? <Link className="lk-entry-link" to={recordPath(entry.object, entry.record)}>{entry.title}</Link> : null}
          <time title={full(entry.at)}>{time(entry.at)}</time>
        </div>
        {changes.length > 0 && record ? (
          <div className="lk-entry-changes">
            {changes.slice(0, all ? undefined : changesShownMax).map(([name, [from, to]]) => {
              const field = record.object.fields[name] ?? commonFields[name]
              return field ? <div key={name} className="lk-entry-change"><span>{text(field.label)}</span>{isEmpty(from) ? <i>{w('field.empty')}</i> : <s><FieldValue field={field} value={from} /></s>}<Icon name="arrow-right" size={12} />{isEmpty(to) ? <i>{w('field.empty')}</i> : <FieldValue field={field} value={to} />}</div> : null
            })}
            {changes.length > changesShownMax && !all ? <button type="button" className="lk-plain lk-muted" onClick={() => setAll(true)}>+{changes.length - changesShownMax}</button> : null}
          </div>
        ) : null}
      </div>
    </li>
  )
}

/** Entries by day; kinds can be chosen. */
export const Timeline = ({ object, id, kind }: { readonly object: MetaObject; readonly id: string; readonly kind: 'timeline' | 'history' }) => {
  const w = useWords()
  const text = useText()
  const model = useModel()
  const { local, now, date } = useMoment()
  const [names, setNames] = useState<string[]>([])
  const list = useTimeline(object.name, id, kind, names)
  // Sums that followed from something else are no news of their own.
  const computed = (entry: TimelineEntry) => {
    const fields = model.object(entry.object ?? '')?.fields
    const names = Object.keys(entry.changes)
    return entry.name.endsWith('.updated') && names.length > 0 && names.every((name) => ['roll_up', 'formula'].includes(fields?.[name]?.type ?? ''))
  }
  const entries = (list.data?.pages.flatMap((page) => page.data) ?? []).filter((entry) => !computed(entry))
  const dayOf = (at: string) => local(at).format('YYYY-MM-DD')
  const sayDay = (day: string) => {
    const days = now().startOf('day').diff(local(`${day}T12:00:00`).startOf('day'), 'day')
    return days === 0 ? w('list.today') : date(day)
  }
  const days = [...new Set(entries.map(({ at }) => dayOf(at)))]
  return (
    <div>
      {kind === 'timeline' && (entries.length > 0 || names.length > 0) ? (
        <Select mode="multiple" size="small" variant="filled" allowClear style={{ minWidth: 160, maxWidth: '100%', marginBottom: 8 }} placeholder={w('page.all_kinds')} value={names} onChange={setNames} showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={false}
          options={model.events.map((event) => ({ value: event.name, label: text(event.label) }))} />
      ) : null}
      {list.error ? <Failure small error={list.error} retry={() => void list.refetch()} /> : list.isPending ? <Skeleton rows={4} /> : entries.length === 0 ? <Empty small icon="history" title={w('page.timeline_empty')} help={w('page.timeline_empty_help')} /> : (
        days.map((day) => (
          <section key={day} className="lk-day"><h3>{sayDay(day)}</h3><ol>{entries.filter(({ at }) => dayOf(at) === day).map((entry) => <Entry key={entry.id} entry={entry} about={id} />)}</ol></section>
        ))
      )}
      {list.hasNextPage ? <Button type="text" block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{w('list.more_rows')}</Button> : null}
    </div>
  )
}
