import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { commonFields, useModel } from '../../base/client/meta.ts'
import { recordPath } from '../../base/client/peek.ts'
import { Avatar } from '../../base/feedback/avatar.tsx'
import { useMoment } from '../../base/field-types/moment.ts'
import { FieldValue, isEmpty } from '../../base/field-types/registry.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
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

/** One thing that happened, as a sentence. */
export const Entry = ({ entry, about }: { readonly entry: TimelineEntry; readonly about: string }) => {
  const w = useWords()
  const text = useText()
  const model = useModel()
  const { time, full } = useMoment()
  const event = model.event(entry.name)
  const record = event ? null : recordVerb(model, entry)
  const own = entry.record === about
  const who = entry.actor.kind === 'system' ? null : entry.actor.title
  const sentence = sayEntry(entry, about, { model, w, text })
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
          <span>{sentence}</span>
          {entry.title && entry.object && entry.record && !own ? (
            <Link className="lk-entry-link" to={recordPath(entry.object, entry.record)}>
              {entry.title}
            </Link>
          ) : null}
          <time title={full(entry.at)}>{time(entry.at)}</time>
        </div>
        {record?.verb === 'updated' ? <Changes object={record.object} changes={entry.changes} /> : null}
      </div>
    </li>
  )
}
