import { linkOf, type MetaObject } from '@lianke/kernel'
import { Checkbox, Input, Popover } from 'antd'
import { useState } from 'react'
import { fieldsOf, useModel } from '../../base/client/meta.ts'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { sayPath } from '../filter-builder/filter-sentence.ts'
import { useSpeaker } from '../filter-builder/speaker.ts'
import { columnDrag } from './column-drag.ts'
import { type ColumnChoice, defaultColumns } from './view-state.ts'

interface Props {
  readonly object: MetaObject
  readonly columns: readonly ColumnChoice[]
  onColumns(columns: readonly ColumnChoice[] | null): void
}

/** All columns the list could have: its own fields, and those of records it refers to. */
const useColumnNames = (object: MetaObject): readonly string[] => {
  const model = useModel()
  const own = Object.entries(fieldsOf(object)).filter(([, field]) => !field.options.hidden)
  const further = own.flatMap(([name, field]) => {
    const to = model.object(linkOf(field) ?? '')
    return to
      ? Object.entries(to.fields)
          .filter(([, inner]) => !inner.options.hidden && inner.options.inList)
          .map(([inner]) => `${name}.${inner}`)
      : []
  })
  return [...own.map(([name]) => name), ...further]
}

/** One column: shown or not, and its place by dragging. */
const ColumnLine = ({ object, columns, onColumns, name, on }: Props & { readonly name: string; readonly on: boolean }) => {
  const speaker = useSpeaker()
  const model = useModel()
  const [over, setOver] = useState(false)
  const movable = on && name !== object.title
  return (
    <div
      className={`lk-columns-row${over ? ' over' : ''}`}
      draggable={movable}
      {...columnDrag({ object, columns, onColumns, name, takes: on, setOver })}
    >
      <span style={{ width: 14, color: 'var(--lk-text-4)', display: 'inline-flex', cursor: 'grab' }}>
        {movable ? <Icon name="grip" size={14} /> : null}
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
          {sayPath(speaker, object.name, name)}
        </span>
      </Checkbox>
    </div>
  )
}

const Menu = (props: Props) => {
  const w = useWords()
  const text = useText()
  const speaker = useSpeaker()
  const { object, columns, onColumns } = props
  const [q, setQ] = useState('')
  const wanted = q.trim().toLowerCase()
  const fits = (name: string) => !wanted || sayPath(speaker, object.name, name).toLowerCase().includes(wanted)
  const shown = columns.map(({ field }) => field)
  const rest = useColumnNames(object).filter((name) => !shown.includes(name) && fits(name))
  return (
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
      {shown.filter(fits).map((name) => (
        <ColumnLine key={name} {...props} name={name} on />
      ))}
      {rest.length > 0 ? <div className="lk-chooser-label">{text({ zh: '未显示', en: 'Not shown' })}</div> : null}
      {rest.map((name) => (
        <ColumnLine key={name} {...props} name={name} on={false} />
      ))}
    </div>
  )
}

/** Chooses and orders the columns of a list; fields of referenced records stand one step further. */
export const ColumnsMenu = (props: Props) => {
  const w = useWords()
  return (
    <Popover trigger="click" placement="bottomRight" arrow={false} content={<Menu {...props} />}>
      <button type="button" className="lk-tool">
        <Icon name="columns" size={15} />
        <span>{w('list.columns')}</span>
      </button>
    </Popover>
  )
}
