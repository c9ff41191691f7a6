import { Input } from 'antd'
import { useState } from 'react'
import { type Filter, type MetaField, targetOf, traitsOf } from '@lianke/kernel'
import { fieldsOf, useModel } from '../../base/client/meta.ts'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'

const hopsMax = 4
const refers = (field: MetaField): boolean => traitsOf(field).target !== undefined

type Kind = 'ready' | 'fields' | 'children' | 'events'

interface Props {
  readonly object: string
  /** Chosen path through references. */
  onField(path: string): void
  /** Offered where conditions over children make sense. */
  onChild?(child: string, via: string): void
  onGroup?(): void
  /** Offered where a whole condition can be taken over. */
  onReady?(filter: Filter): void
  /** Offered where conditions on behaviour and on other segments make sense. */
  onEvent?(event: string): void
  onSegment?(): void
  readonly fits?: (field: MetaField) => boolean
}

/** Finds a field by typing, by walking through references, or a kind of related record. */
export const FieldChooser = ({
  object: root,
  onField,
  onChild,
  onGroup,
  onEvent,
  onSegment,
  onReady,
  fits = (field) => field.operators.length > 0,
}: Props) => {
  const w = useWords()
  const text = useText()
  const model = useModel()
  const [q, setQ] = useState('')
  const [kind, setKind] = useState<Kind>('fields')
  const [path, setPath] = useState<{ readonly object: string; readonly steps: readonly string[] }>({ object: root, steps: [] })
  const object = model.object(path.object)
  if (!object) return null
  const wanted = q.trim().toLowerCase()
  const match = (label: { zh: string; en: string }) =>
    !wanted || label.zh.includes(wanted) || label.en.toLowerCase().includes(wanted)
  const fields = Object.entries(fieldsOf(object)).filter(([, field]) => !field.options.hidden && match(field.label))
  const children =
    onChild && path.steps.length === 0
      ? object.children.flatMap(({ object: child, via }) => {
          const meta = model.object(child)
          return meta && match(meta.label) ? [{ child, via, meta }] : []
        })
      : []
  const events = onEvent && path.steps.length === 0 ? model.events.filter((event) => match(event.label)) : []
  const ready =
    onReady && path.steps.length === 0
      ? model.conditions.filter((condition) => condition.on === root && match(condition.label))
      : []
  const kinds = [
    ...(ready.length > 0 ? [['ready', 'filter.ready'] as const] : []),
    ['fields', 'filter.fields'],
    ['children', 'filter.children'],
    ['events', 'filter.events'],
  ] as const
  const tabbed = Boolean(onEvent) && path.steps.length === 0 && !wanted
  const shows = (one: Kind) => !tabbed || kind === one
  return (
    <div className="lk-chooser">
      {/* biome-ignore lint/a11y/noAutofocus: opened to be typed into */}
      <Input
        autoFocus
        variant="borderless"
        placeholder={w('filter.find')}
        value={q}
        onChange={(event) => setQ(event.target.value)}
        prefix={<Icon name="search" size={14} />}
      />
      {path.steps.length > 0 ? (
        <button type="button" className="lk-chooser-item back" onClick={() => setPath({ object: root, steps: [] })}>
          <Icon name="chevron-left" size={14} />
          {text(model.fieldAt(root, path.steps.join('.'))?.label)}
        </button>
      ) : null}
      {tabbed ? (
        <div className="lk-chooser-kinds" role="tablist">
          {kinds.map(([one, word]) => (
            <button key={one} type="button" role="tab" aria-selected={kind === one} onClick={() => setKind(one)}>
              {w(word)}
            </button>
          ))}
        </div>
      ) : null}
      <div className="lk-chooser-list">
        {(shows('fields') ? fields : []).map(([name, field]) => (
          <div key={name} className="lk-chooser-row">
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
            {refers(field) && path.steps.length < hopsMax - 1 && model.object(targetOf(field) ?? '') ? (
              <button
                type="button"
                className="lk-icon-button small"
                aria-label={`${text(field.label)} ${w('filter.related')}`}
                onClick={() => {
                  setQ('')
                  setPath({ object: targetOf(field) ?? '', steps: [...path.steps, name] })
                }}
              >
                <Icon name="chevron-right" size={14} />
              </button>
            ) : null}
          </div>
        ))}
        {ready.length > 0 && !tabbed ? <div className="lk-chooser-label">{w('filter.ready')}</div> : null}
        {(shows('ready') ? ready : []).map((condition) => (
          <button key={condition.name} type="button" className="lk-chooser-item" onClick={() => onReady?.(condition.filter)}>
            <Icon name="star" size={14} />
            <span className="lk-ellipsis lk-grow">{text(condition.label)}</span>
          </button>
        ))}
        {children.length > 0 && !tabbed ? <div className="lk-chooser-label">{w('filter.children')}</div> : null}
        {(shows('children') ? children : []).map(({ child, via, meta }) => (
          <button key={`${child}.${via}`} type="button" className="lk-chooser-item" onClick={() => onChild?.(child, via)}>
            <Icon name={meta.icon ?? 'box'} size={14} />
            {text(meta.label)}
            <span className="lk-muted lk-ellipsis">
              {object.children.filter((one) => one.object === child).length > 1 ? text(meta.fields[via]?.label) : ''}
            </span>
          </button>
        ))}
        {events.length > 0 && !tabbed ? <div className="lk-chooser-label">{w('filter.events')}</div> : null}
        {(shows('events') ? events : []).map((event) => (
          <button key={event.name} type="button" className="lk-chooser-item" onClick={() => onEvent?.(event.name)}>
            <Icon name={event.icon ?? 'zap'} size={14} />
            <span className="lk-ellipsis lk-grow">{text(event.label)}</span>
          </button>
        ))}
      </div>
      {onSegment && path.steps.length === 0 ? (
        <button type="button" className="lk-chooser-item foot" onClick={onSegment}>
          <Icon name="pie" size={14} />
          {w('filter.segment')}
        </button>
      ) : null}
      {onGroup ? (
        <button type="button" className="lk-chooser-item foot" onClick={onGroup}>
          <Icon name="layers" size={14} />
          {w('filter.add_group')}
        </button>
      ) : null}
    </div>
  )
}
