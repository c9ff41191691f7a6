import './filter.css'
import { Popover } from 'antd'
import { useEffect, useState } from 'react'
import type { Filter } from '@lianke/kernel'
import { RecordTitle } from '../../base/field-types/parts/record-picker.tsx'
import { useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { AddCondition } from './add-condition.tsx'
import { ConditionEditor } from './condition-editor.tsx'
import { sayCondition } from './filter-sentence.ts'
import { finished, groupOf, isGroup, type FilterGroup, treeOf } from './filter-tree.ts'
import { useSpeaker } from './speaker.ts'

interface Props {
  readonly object: string
  readonly value: Filter | null
  onChange(value: Filter | null): void
  /** Inside another condition. */
  readonly nested?: boolean
  /** The value stays a group even with one condition in it. */
  readonly keepGroup?: boolean
  /** Counts up when the list wants the chooser opened (`/`). */
  readonly openSignal?: number
}

/** Conditions as a row of sentences: click one to change it, add another at the end. */
export const FilterBar = ({ object, value, onChange, nested, keepGroup, openSignal = 0 }: Props) => {
  const w = useWords()
  const speaker = useSpeaker()
  const [editing, setEditing] = useState<number | null>(null)
  const [adding, setAdding] = useState(false)
  const { join, items } = groupOf(value)
  useEffect(() => {
    if (openSignal > 0) setAdding(true)
  }, [openSignal])
  const send = (group: FilterGroup) =>
    onChange(
      keepGroup && group.items.length > 0
        ? group.join === 'and'
          ? { and: group.items }
          : { or: group.items }
        : group.join === 'or' && group.items.length === 1
          ? { or: group.items }
          : treeOf(group),
    )
  const add = (filter: Filter) => {
    setAdding(false)
    send({ join, items: [...items, filter] })
    setEditing(items.length)
  }
  const remove = (index: number) => {
    setEditing(null)
    send({ join, items: items.filter((_, at) => at !== index) })
  }
  const chip = (filter: Filter, index: number) => {
    const sentence = sayCondition(speaker, object, filter)
    const open = editing === index
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity but their place
      <span key={index} className="lk-filter-part">
        {index > 0 ? (
          <button type="button" className="lk-filter-join" onClick={() => send({ join: join === 'and' ? 'or' : 'and', items })}>
            {w(join === 'and' ? 'filter.and' : 'filter.or')}
          </button>
        ) : null}
        <Popover
          open={open}
          onOpenChange={(next) => setEditing(next ? index : null)}
          trigger="click"
          placement="bottomLeft"
          arrow={false}
          content={
            <ConditionEditor
              object={object}
              filter={filter}
              onChange={(next) => send({ join, items: items.map((item, at) => (at === index ? next : item)) })}
            />
          }
        >
          <span className={`lk-filter-chip${open ? ' open' : ''}${finished(filter) ? '' : ' half'}`}>
            <button type="button" className="lk-plain">
              {sentence.subject ? <span className="subject">{sentence.subject}</span> : null}
              {sentence.operator ? <span className="operator">{sentence.operator}</span> : null}
              {sentence.records ? (
                <span className="value">
                  {sentence.records.ids.slice(0, 3).map((id, at) => (
                    <span key={id}>
                      {at > 0 ? '、' : ''}
                      <RecordTitle object={sentence.records?.object ?? ''} id={id} />
                    </span>
                  ))}
                  {sentence.records.ids.length > 3 ? ` +${sentence.records.ids.length - 3}` : ''}
                </span>
              ) : sentence.value ? (
                <span className="value">{sentence.value}</span>
              ) : null}
            </button>
            <button
              type="button"
              className="lk-filter-x"
              aria-label={w('filter.remove')}
              onClick={(event) => {
                event.stopPropagation()
                remove(index)
              }}
            >
              <Icon name="close" size={12} />
            </button>
          </span>
        </Popover>
      </span>
    )
  }
  return (
    <div className={`lk-filter${nested ? ' nested' : ''}`}>
      {items.map(chip)}
      <AddCondition
        object={object}
        open={adding}
        setOpen={setAdding}
        add={add}
        take={(filter) => {
          if ('and' in filter && join === 'and') {
            setAdding(false)
            send({ join, items: [...items, ...filter.and] })
          } else add(filter)
        }}
        group={!nested && !items.some(isGroup)}
      />
      {items.length > 1 && !nested ? (
        <button type="button" className="lk-filter-add" onClick={() => onChange(null)}>
          {w('filter.clear')}
        </button>
      ) : null}
    </div>
  )
}
