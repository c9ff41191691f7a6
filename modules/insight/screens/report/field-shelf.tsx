import { label, type MetaField, targetOf, traitsOf } from '@lianke/kernel'
import { fieldsOf, fieldWidgets, Icon, isEventObject, useModel, useText } from '@lianke/ui'
import { Input } from 'antd'
import { useState } from 'react'
import { useOf } from './report-question.ts'
import { dragType } from './wells.tsx'

/** Fields that lead on to what they refer to. */
const leadsTo = (field: MetaField): string | undefined => (traitsOf(field).many ? undefined : targetOf(field))

/** All fields of the subject, and those of what it refers to, to be dragged or clicked into the report. */
export const FieldShelf = ({
  object,
  chosen,
  onChoose,
}: {
  readonly object: string
  readonly chosen: ReadonlySet<string>
  onChoose(path: string, field: MetaField): void
}) => {
  const text = useText()
  const model = useModel()
  const [q, setQ] = useState('')
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const wanted = q.trim().toLowerCase()
  const match = (field: MetaField) => !wanted || field.label.zh.includes(wanted) || field.label.en.toLowerCase().includes(wanted)
  const fieldsAt = (name: string): [string, MetaField][] => {
    const meta = model.object(name)
    if (!meta) return []
    const always = isEventObject(meta) ? ['occurred_at', 'person'] : []
    return Object.entries(fieldsOf(meta)).filter(
      ([one, field]) => (always.includes(one) || !field.options.hidden) && useOf(field) !== 'none',
    )
  }
  const row = (prefix: string, name: string, field: MetaField, deep: boolean) => {
    const path = prefix + name
    const target = deep ? undefined : leadsTo(field)
    const unfolded = open.has(path)
    return (
      <li key={path}>
        <div className="lk-chooser-row">
          <button
            type="button"
            draggable
            className={`lk-chooser-item${chosen.has(path) ? ' chosen' : ''}`}
            onDragStart={(event) => event.dataTransfer.setData(dragType, path)}
            onClick={() => onChoose(path, field)}
          >
            <Icon name={fieldWidgets[field.type]?.icon} size={14} />
            <span className="lk-ellipsis lk-grow">{text(field.label)}</span>
            {chosen.has(path) ? <Icon name="check" size={13} /> : null}
          </button>
          {target && model.object(target) ? (
            <button
              type="button"
              className="lk-icon-button small"
              aria-expanded={unfolded}
              aria-label={`${text(field.label)} ${text(label('的字段', 'fields'))}`}
              onClick={() => setOpen(new Set(unfolded ? [...open].filter((one) => one !== path) : [...open, path]))}
            >
              <Icon name={unfolded ? 'chevron-down' : 'chevron-right'} size={14} />
            </button>
          ) : null}
        </div>
        {unfolded && target ? (
          <ul className="lk-shelf-deep">
            {fieldsAt(target)
              .filter(([, each]) => match(each))
              .map(([each, one]) => row(`${path}.`, each, one, true))}
          </ul>
        ) : null}
      </li>
    )
  }
  return (
    <aside className="lk-shelf" aria-label={text(label('字段', 'Fields'))}>
      <Input
        variant="borderless"
        allowClear
        prefix={<Icon name="search" size={14} />}
        placeholder={text(label('查找字段', 'Find a field'))}
        value={q}
        onChange={(event) => setQ(event.target.value)}
      />
      <ul>
        {fieldsAt(object)
          .filter(([path, field]) => match(field) || open.has(path))
          .map(([name, field]) => row('', name, field, false))}
      </ul>
    </aside>
  )
}
