import './filter.css'
import type { Filter } from '@lianke/kernel'
import { useEffect, useState } from 'react'
import { useWords } from '../../base/i18n/i18n.ts'
import { AddCondition } from './add-condition.tsx'
import { FilterChip } from './filter-chip.tsx'
import { type FilterGroup, groupOf, isGroup, treeOf } from './filter-tree.ts'

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

/** The tree of a row of conditions; one that must stay a group does, whatever is left in it. */
const treeOfRow = (group: FilterGroup, keepGroup: boolean | undefined): Filter | null =>
  keepGroup && group.items.length > 0
    ? group.join === 'and'
      ? { and: group.items }
      : { or: group.items }
    : group.join === 'or' && group.items.length === 1
      ? { or: group.items }
      : treeOf(group)

/** The conditions of a row while they are changed: which one is open, and whether another is being chosen. */
const useRow = ({ value, onChange, keepGroup, openSignal = 0 }: Props) => {
  const [editing, setEditing] = useState<number | null>(null)
  const [adding, setAdding] = useState(false)
  const { join, items } = groupOf(value)
  useEffect(() => {
    if (openSignal > 0) setAdding(true)
  }, [openSignal])
  const send = (group: FilterGroup) => onChange(treeOfRow(group, keepGroup))
  const add = (filter: Filter) => {
    setAdding(false)
    send({ join, items: [...items, filter] })
    setEditing(items.length)
  }
  const remove = (index: number) => {
    setEditing(null)
    send({ join, items: items.filter((_, at) => at !== index) })
  }
  const take = (filter: Filter) => {
    if (!('and' in filter) || join !== 'and') return add(filter)
    setAdding(false)
    send({ join, items: [...items, ...filter.and] })
  }
  const change = (index: number, next: Filter) => send({ join, items: items.map((item, at) => (at === index ? next : item)) })
  const turn = () => send({ join: join === 'and' ? 'or' : 'and', items })
  return { join, items, editing, setEditing, adding, setAdding, add, take, change, remove, turn }
}

/** Conditions as a row of sentences: click one to change it, add another at the end. */
export const FilterBar = (props: Props) => {
  const { object, onChange, nested } = props
  const w = useWords()
  const { join, items, editing, setEditing, adding, setAdding, add, take, change, remove, turn } = useRow(props)
  return (
    <div className={`lk-filter${nested ? ' nested' : ''}`}>
      {items.map((filter, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no identity but their place
        <span key={index} className="lk-filter-part">
          {index > 0 ? (
            <button type="button" className="lk-filter-join" onClick={turn}>
              {w(join === 'and' ? 'filter.and' : 'filter.or')}
            </button>
          ) : null}
          <FilterChip
            object={object}
            filter={filter}
            open={editing === index}
            setOpen={(open) => setEditing(open ? index : null)}
            change={(next) => change(index, next)}
            remove={() => remove(index)}
          />
        </span>
      ))}
      <AddCondition
        object={object}
        open={adding}
        setOpen={setAdding}
        add={add}
        take={take}
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
