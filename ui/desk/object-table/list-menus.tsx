import { Checkbox, Input, Popover, Select } from 'antd'
import { useState } from 'react'
import { linkOf, type MetaObject } from '@lianke/kernel'
import { fieldsOf, useModel } from '../../base/client/meta.ts'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { sayPath } from '../filter-builder/filter-sentence.ts'
import { useSpeaker } from '../filter-builder/speaker.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { type ColumnChoice, defaultColumns, moveColumn, sortsMax } from './view-state.ts'

/** Chooses and orders the columns of a list; fields of referenced records stand one step further. */
export const ColumnsMenu = ({
  object,
  columns,
  onColumns,
}: {
  readonly object: MetaObject
  readonly columns: readonly ColumnChoice[]
  onColumns(columns: readonly ColumnChoice[] | null): void
}) => {
  const w = useWords()
  const text = useText()
  const speaker = useSpeaker()
  const model = useModel()
  const [q, setQ] = useState('')
  const [over, setOver] = useState<string | null>(null)
  const shown = columns.map(({ field }) => field)
  const own = Object.entries(fieldsOf(object)).filter(([, field]) => !field.options.hidden)
  const further = own.flatMap(([name, field]) => {
    const to = model.object(linkOf(field) ?? '')
    return to
      ? Object.entries(to.fields)
          .filter(([, inner]) => !inner.options.hidden && inner.options.inList)
          .map(([inner]) => `${name}.${inner}`)
      : []
  })
  const wanted = q.trim().toLowerCase()
  const rest = [...own.map(([name]) => name), ...further].filter((name) => !shown.includes(name))
  const label = (name: string) => sayPath(speaker, object.name, name)
  const fits = (name: string) => !wanted || label(name).toLowerCase().includes(wanted)
  const line = (name: string, on: boolean) => (
    <div
      key={name}
      className={`lk-columns-row${over === name ? ' over' : ''}`}
      draggable={on && name !== object.title}
      onDragStart={(event) => event.dataTransfer.setData('application/x-lianke-column', name)}
      onDragOver={(event) => {
        if (on) {
          event.preventDefault()
          setOver(name)
        }
      }}
      onDragLeave={() => setOver(null)}
      onDrop={(event) => {
        setOver(null)
        onColumns(moveColumn(columns, event.dataTransfer.getData('application/x-lianke-column'), name, object.title))
      }}
    >
      <span style={{ width: 14, color: 'var(--lk-text-4)', display: 'inline-flex', cursor: 'grab' }}>
        {on && name !== object.title ? <Icon name="grip" size={14} /> : null}
      </span>
      <Checkbox
        checked={on}
        disabled={name === object.title}
        onChange={() => onColumns(on ? columns.filter(({ field }) => field !== name) : [...columns, { field: name }])}
      >
        <span className="lk-row" style={{ gap: 6 }}>
          <span style={{ color: 'var(--lk-text-3)', display: 'inline-flex' }}>
            <Icon name={fieldWidgets[model.fieldAt(object.name, name)?.type ?? 'text'].icon} size={14} />
          </span>
          {label(name)}
        </span>
      </Checkbox>
    </div>
  )
  const content = (
    <div className="lk-columns-menu">
      <div className="lk-row" style={{ marginBottom: 4 }}>
        <Input
          size="small"
          variant="filled"
          placeholder={w('list.columns_find')}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
        <button
          type="button"
          className="lk-plain lk-muted"
          style={{ whiteSpace: 'nowrap' }}
          onClick={() => onColumns(defaultColumns(object))}
        >
          {w('list.columns_reset')}
        </button>
      </div>
      {shown.filter(fits).map((name) => line(name, true))}
      {rest.some(fits) ? <div className="lk-chooser-label">{text({ zh: '未显示', en: 'Not shown' })}</div> : null}
      {rest.filter(fits).map((name) => line(name, false))}
    </div>
  )
  return (
    <Popover trigger="click" placement="bottomRight" arrow={false} content={content}>
      <button type="button" className="lk-tool">
        <Icon name="columns" size={15} />
        <span>{w('list.columns')}</span>
      </button>
    </Popover>
  )
}

/** Up to three sorts, in order. */
export const SortMenu = ({
  object,
  sort,
  onSort,
}: {
  readonly object: MetaObject
  readonly sort: readonly string[]
  onSort(sort: readonly string[]): void
}) => {
  const w = useWords()
  const text = useText()
  const options = Object.entries(fieldsOf(object))
    .filter(([, field]) => field.sortable && !field.options.hidden)
    .map(([name, field]) => ({ value: name, label: text(field.label) }))
  const content = (
    <div className="lk-stack" style={{ gap: 6, width: 300 }}>
      {sort.map((one, index) => {
        const name = one.replace(/^-/, '')
        const replace = (next: string) => onSort(sort.map((old, at) => (at === index ? next : old)))
        return (
          <div key={one} className="lk-row" style={{ gap: 6 }}>
            <Select
              size="small"
              style={{ flex: 1 }}
              showSearch={{ optionFilterProp: 'label' }}
              value={name}
              options={options}
              onChange={(next) => replace(one.startsWith('-') ? `-${next}` : next)}
            />
            <Select
              size="small"
              style={{ width: 104 }}
              value={one.startsWith('-') ? 'desc' : 'asc'}
              onChange={(way) => replace(way === 'desc' ? `-${name}` : name)}
              options={[
                { value: 'asc', label: w('list.sort_asc') },
                { value: 'desc', label: w('list.sort_desc') },
              ]}
            />
            <button
              type="button"
              className="lk-icon-button small"
              aria-label={w('list.sort_clear')}
              onClick={() => onSort(sort.filter((_, at) => at !== index))}
            >
              <Icon name="close" size={13} />
            </button>
          </div>
        )
      })}
      {sort.length < sortsMax ? (
        <Select
          size="small"
          placeholder={w('list.sort_add')}
          value={null}
          showSearch={{ optionFilterProp: 'label' }}
          options={options.filter(({ value }) => !sort.some((one) => one.replace(/^-/, '') === value))}
          onChange={(name) => name && onSort([...sort, name])}
        />
      ) : null}
    </div>
  )
  return (
    <Popover trigger="click" placement="bottomRight" arrow={false} content={content}>
      <button type="button" className="lk-tool">
        <Icon name="sort" size={15} />
        <span>{w('list.sort')}</span>
      </button>
    </Popover>
  )
}
