import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { commonFields, useModel } from '../../base/client/meta.ts'
import { recordPath } from '../../base/client/peek.ts'
import { Avatar } from '../../base/feedback/avatar.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { FieldValue, isEmpty } from '../../base/field-types/registry.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import type { Folded } from '../../base/timeline/fold-entries.ts'
import { recordVerb, sayEntry, type TimelineEntry, verbIcons } from '../../base/timeline/timeline-entries.ts'
import type { MetaField, MetaObject } from '@lianke/kernel'

const changesShownMax = 6

const Change = ({ field, from, to }: { readonly field: MetaField; readonly from: unknown; readonly to: unknown }) => {
  const w = useWords()
  const text = useText()
  return (
    <div className="lk-entry-change">
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
  )
}

/** What was changed of a record, from what to what; the first few until more is asked for. */
const Changes = ({ object, changes }: { readonly object: MetaObject; readonly changes: TimelineEntry['changes'] }) => {
  const [all, setAll] = useState(false)
  const told = Object.entries(changes)
  if (told.length === 0) return null
  return (
    <div className="lk-entry-changes">
      {told.slice(0, all ? undefined : changesShownMax).map(([name, [from, to]]) => {
        const field = object.fields[name] ?? commonFields[name]
        return field ? <Change key={name} field={field} from={from} to={to} /> : null
      })}
      {told.length > changesShownMax && !all ? (
        <button type="button" className="lk-plain lk-muted" onClick={() => setAll(true)}>
          +{told.length - changesShownMax}
        </button>
      ) : null}
    </div>
  )
}

/** Who it was, in front of the sentence. */
const Who = ({ name }: { readonly name: string }) => (
  <span className="lk-row" style={{ gap: 5, display: 'inline-flex', verticalAlign: 'bottom', marginRight: 6 }}>
    <Avatar name={name} size={18} />
    <b>{name}</b>
  </span>
)

/** The sentence of an entry, and the record that it is about where that is another one. */
const Said = ({ entry, about }: { readonly entry: TimelineEntry; readonly about: string }) => {
  const w = useWords()
  const text = useText()
  const model = useModel()
  return (
    <>
      <span>{sayEntry(entry, about, { model, w, text })}</span>
      {entry.title && entry.object && entry.record && entry.record !== about ? (
        <Link className="lk-entry-link" to={recordPath(entry.object, entry.record)}>
          {entry.title}
        </Link>
      ) : null}
      <Result entry={entry} />
    </>
  )
}

/** What a record that came to be says in a word: how much, and how it stands. */
const Result = ({ entry }: { readonly entry: TimelineEntry }) => {
  const record = recordVerb(useModel(), entry)
  if (record?.verb !== 'created') return null
  const { object } = record
  const state = object.states?.field ?? object.board
  const names = [
    Object.keys(object.fields).find((name) => object.fields[name]?.type === 'money' && object.fields[name].options.inList),
    state,
  ]
  return (
    <span className="lk-entry-result">
      {names.map((name) => {
        const field = name ? object.fields[name] : undefined
        const value = name ? entry.changes[name]?.[1] : undefined
        return field && !isEmpty(value) ? <FieldValue key={name} field={field} value={value} /> : null
      })}
    </span>
  )
}

/** What went along with it, when somebody wants to know. */
const Rest = ({ entries, about }: { readonly entries: readonly TimelineEntry[]; readonly about: string }) => {
  const w = useWords()
  const [open, setOpen] = useState(false)
  const model = useModel()
  if (entries.length === 0) return null
  return (
    <div className="lk-entry-rest">
      <button type="button" className="lk-plain lk-muted" aria-expanded={open} onClick={() => setOpen(!open)}>
        {w('page.went_along', { n: entries.length })}
      </button>
      {open ? (
        <ul>
          {entries.map((entry) => {
            const record = model.event(entry.name) ? null : recordVerb(model, entry)
            return (
              <li key={entry.id}>
                <Said entry={entry} about={about} />
                {record?.verb === 'updated' ? <Changes object={record.object} changes={entry.changes} /> : null}
              </li>
            )
          })}
        </ul>
      ) : null}
    </div>
  )
}

/** One thing that was done, as a sentence, with what went along with it folded below. */
export const Entry = ({ folded: { lead: entry, rest }, about }: { readonly folded: Folded; readonly about: string }) => {
  const model = useModel()
  const { time, full } = useMoment()
  const event = model.event(entry.name)
  const record = event ? null : recordVerb(model, entry)
  const who = entry.actor.kind === 'system' ? null : entry.actor.title
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
          {who ? <Who name={who} /> : null}
          <Said entry={entry} about={about} />
          <time title={full(entry.at)}>{time(entry.at)}</time>
        </div>
        {record?.verb === 'updated' ? <Changes object={record.object} changes={entry.changes} /> : null}
        <Rest entries={rest} about={about} />
      </div>
    </li>
  )
}
