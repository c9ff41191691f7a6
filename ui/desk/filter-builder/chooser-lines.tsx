import type { Filter, MetaField } from '@lianke/kernel'
import type { ReactNode } from 'react'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { useText, useWords, type WordKey } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import type { Choices, Kind } from './use-choices.ts'

interface Of {
  readonly choices: Choices
}

/** Lines of one kind, under its name where there are no tabs. */
const Lines = ({
  choices,
  kind,
  word,
  any,
  children,
}: Of & { readonly kind: Kind; readonly word: WordKey; readonly any: boolean; readonly children: ReactNode }) => {
  const w = useWords()
  return (
    <>
      {any && !choices.tabbed ? <div className="lk-chooser-label">{w(word)}</div> : null}
      {choices.shows(kind) ? children : null}
    </>
  )
}

const FieldLine = ({
  choices,
  name,
  field,
  onField,
}: Of & { readonly name: string; readonly field: MetaField; onField(path: string): void }) => {
  const w = useWords()
  const text = useText()
  const { path, fits, leadsTo, enter } = choices
  const target = leadsTo(field)
  return (
    <div className="lk-chooser-row">
      {fits(field) ? (
        <button type="button" className="lk-chooser-item" onClick={() => onField([...path.steps, name].join('.'))}>
          <Icon name={fieldWidgets[field.type]?.icon} size={14} />
          <span className="lk-ellipsis lk-grow">{text(field.label)}</span>
        </button>
      ) : (
        <span className="lk-chooser-item lk-muted">
          <Icon name={fieldWidgets[field.type]?.icon} size={14} />
          {text(field.label)}
        </span>
      )}
      {target ? (
        <button
          type="button"
          className="lk-icon-button small"
          aria-label={`${text(field.label)} ${w('filter.related')}`}
          onClick={() => enter(name, target.name)}
        >
          <Icon name="chevron-right" size={14} />
        </button>
      ) : null}
    </div>
  )
}

/** Fields of the object one stands at; an arrow where one may go on. */
export const FieldLines = ({ choices, onField }: Of & { onField(path: string): void }) =>
  choices.shows('fields')
    ? choices.fields.map(([name, field]) => (
        <FieldLine key={name} choices={choices} name={name} field={field} onField={onField} />
      ))
    : null

/** Conditions that a module has made ready. */
export const ReadyLines = ({ choices, onReady }: Of & { onReady?(filter: Filter): void }) => {
  const text = useText()
  return (
    <Lines choices={choices} kind="ready" word="filter.ready" any={choices.ready.length > 0}>
      {choices.ready.map((condition) => (
        <button key={condition.name} type="button" className="lk-chooser-item" onClick={() => onReady?.(condition.filter)}>
          <Icon name="star" size={14} />
          <span className="lk-ellipsis lk-grow">{text(condition.label)}</span>
        </button>
      ))}
    </Lines>
  )
}

/** Records that point to this one. */
export const ChildLines = ({ choices, onChild }: Of & { onChild?(child: string, via: string): void }) => {
  const text = useText()
  const { object, children } = choices
  return (
    <Lines choices={choices} kind="children" word="filter.children" any={children.length > 0}>
      {children.map(({ child, via, meta }) => (
        <button key={`${child}.${via}`} type="button" className="lk-chooser-item" onClick={() => onChild?.(child, via)}>
          <Icon name={meta.icon ?? 'box'} size={14} />
          {text(meta.label)}
          <span className="lk-muted lk-ellipsis">
            {(object?.children.filter((one) => one.object === child).length ?? 0) > 1 ? text(meta.fields[via]?.label) : ''}
          </span>
        </button>
      ))}
    </Lines>
  )
}

/** What people do. */
export const EventLines = ({ choices, onEvent }: Of & { onEvent?(event: string): void }) => {
  const text = useText()
  return (
    <Lines choices={choices} kind="events" word="filter.events" any={choices.events.length > 0}>
      {choices.events.map((event) => (
        <button key={event.name} type="button" className="lk-chooser-item" onClick={() => onEvent?.(event.name)}>
          <Icon name={event.icon ?? 'zap'} size={14} />
          <span className="lk-ellipsis lk-grow">{text(event.label)}</span>
        </button>
      ))}
    </Lines>
  )
}
