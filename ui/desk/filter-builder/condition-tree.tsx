import './filter.css'
import { Dropdown, Select } from 'antd'
import { useState } from 'react'
import type { Filter } from '@lianke/kernel'
import { eventObjectName } from '../../base/client/event-object.ts'
import { useModel } from '../../base/client/meta.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { ChildParts, FieldParts, SegmentParts } from './condition-parts.tsx'
import { EventParts } from './event-parts.tsx'
import { AddCondition } from './add-condition.tsx'
import { EventSteps } from './event-steps.tsx'
import { FilterBar } from './filter-bar.tsx'
import { sayPath } from './filter-sentence.ts'
import {
  filterOfGroup,
  finished,
  groupNodeOf,
  type GroupKind,
  type GroupNode,
  isChild,
  isEvent,
  isField,
  rootGroupOf,
} from './filter-tree.ts'
import { useSpeaker } from './speaker.ts'

const depthMax = 5
const kinds: readonly GroupKind[] = ['and', 'or', 'none', 'not_all']

/** One condition said in place, each of its parts open to change. */
const Sentence = ({
  object,
  filter,
  onChange,
}: {
  readonly object: string
  readonly filter: Filter
  onChange(filter: Filter): void
}) => {
  const text = useText()
  const w = useWords()
  const speaker = useSpeaker()
  const model = useModel()
  if (isField(filter)) {
    const field = model.fieldAt(object, filter.field)
    return (
      <>
        <b className="subject">{field ? sayPath(speaker, object, filter.field) : filter.field}</b>
        <FieldParts object={object} filter={filter} onChange={onChange} />
      </>
    )
  }
  if (isChild(filter) || isEvent(filter)) {
    const inner = isChild(filter) ? filter.child : eventObjectName(filter.event)
    const known = model.object(inner)
    return (
      <>
        <b className="subject">{known ? text(known.label) : inner}</b>
        {isChild(filter) ? (
          <ChildParts object={object} filter={filter} onChange={onChange} />
        ) : (
          <EventParts object={object} filter={filter} onChange={onChange} />
        )}
        {known && Object.keys(known.fields).length > 0 ? (
          <span className="lk-row lk-tree-where">
            <span className="lk-muted">{w('filter.child.where')}</span>
            <FilterBar
              object={inner}
              value={filter.where ?? null}
              nested
              onChange={(where) => onChange({ ...filter, where: where ?? undefined })}
            />
          </span>
        ) : null}
        {isEvent(filter) ? <EventSteps filter={filter} onChange={onChange} /> : null}
      </>
    )
  }
  if ('segment' in filter) return <SegmentParts object={object} filter={filter} onChange={onChange} />
  return null
}

interface LineProps {
  readonly object: string
  readonly filter: Filter
  readonly depth: number
  onChange(filter: Filter): void
  onRemove(): void
  onCopy(): void
}

const Line = ({ object, filter, depth, onChange, onRemove, onCopy }: LineProps) => {
  const w = useWords()
  const group = groupNodeOf(filter)
  const negated = !group && 'not' in filter
  const inner = 'not' in filter && negated ? filter.not : filter
  const acts = [
    ...(group
      ? []
      : [
          { key: 'negate', label: w(negated ? 'filter.unnegate' : 'filter.negate') },
          ...(depth < depthMax ? [{ key: 'group', label: w('filter.into_group') }] : []),
        ]),
    { key: 'copy', label: w('filter.duplicate') },
    { key: 'remove', label: w('filter.remove'), danger: true },
  ]
  const act = (key: string) =>
    key === 'remove'
      ? onRemove()
      : key === 'copy'
        ? onCopy()
        : key === 'group'
          ? onChange({ or: [filter] })
          : onChange(negated ? inner : { not: filter })
  return (
    <div className={`lk-tree-line${group ? ' group' : ''}${finished(filter) || group ? '' : ' half'}`}>
      {group ? (
        <Group object={object} group={group} depth={depth} onChange={(next) => onChange(filterOfGroup(next))} />
      ) : (
        <div className="lk-tree-sentence">
          {negated ? <span className="lk-pill lk-c-orange">{w('filter.not')}</span> : null}
          <Sentence object={object} filter={inner} onChange={(next) => onChange(negated ? { not: next } : next)} />
        </div>
      )}
      <Dropdown trigger={['click']} menu={{ items: acts, onClick: ({ key }) => act(key) }}>
        <button type="button" className="lk-icon-button small lk-tree-more" aria-label={w('filter.acts')}>
          <Icon name="more" size={14} />
        </button>
      </Dropdown>
    </div>
  )
}

interface GroupProps {
  readonly object: string
  readonly group: GroupNode
  readonly depth: number
  onChange(group: GroupNode): void
}

const Group = ({ object, group, depth, onChange }: GroupProps) => {
  const w = useWords()
  const [adding, setAdding] = useState(false)
  const { kind, items } = group
  const set = (next: readonly Filter[]) => onChange({ kind, items: next })
  const add = (filter: Filter) => {
    setAdding(false)
    set([...items, filter])
  }
  return (
    <div className="lk-tree-group">
      <Select
        aria-label={w('filter.how')}
        size="small"
        variant="borderless"
        className="lk-tree-kind"
        popupMatchSelectWidth={false}
        value={kind}
        onChange={(next: GroupKind) => onChange({ kind: next, items })}
        options={kinds.map((one) => ({ value: one, label: w(`filter.group.${one}`) }))}
      />
      <div className="lk-tree-items">
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity but their place
          <Line
            key={index}
            object={object}
            filter={item}
            depth={depth + 1}
            onChange={(next) => set(items.map((one, at) => (at === index ? next : one)))}
            onRemove={() => set(items.filter((_, at) => at !== index))}
            onCopy={() => set([...items.slice(0, index + 1), item, ...items.slice(index + 1)])}
          />
        ))}
        <div className="lk-row" style={{ gap: 4 }}>
          <AddCondition object={object} open={adding} setOpen={setAdding} add={add} />
          {depth < depthMax ? (
            <button type="button" className="lk-filter-add" onClick={() => add({ or: [] })}>
              <Icon name="layers" size={13} />
              {w('filter.add_group')}
            </button>
          ) : null}
        </div>
      </div>
    </div>
  )
}

/** A whole condition tree, line by line: every line a sentence, groups set in. */
export const ConditionTree = ({
  object,
  value,
  onChange,
}: {
  readonly object: string
  readonly value: Filter | null
  onChange(value: Filter | null): void
}) => (
  <div className="lk-tree">
    <Group
      object={object}
      group={rootGroupOf(value)}
      depth={0}
      onChange={(group) => onChange(group.items.length === 0 ? null : filterOfGroup(group))}
    />
  </div>
)
