import { label, type MetaField } from '@lianke/kernel'
import { fieldWidgets, Icon, useModel, useText } from '@lianke/ui'
import { Input } from 'antd'
import { useState } from 'react'
import { type Question, withField } from './report-question.ts'
import { leadsTo, shelfFields } from './shelf-fields.ts'
import { dragType } from './well.tsx'

/** What every field of the shelf asks of it. */
interface Shelf {
  readonly chosen: ReadonlySet<string>
  readonly open: ReadonlySet<string>
  fits(field: MetaField): boolean
  choose(path: string, field: MetaField): void
  unfold(path: string): void
}

/** Unfolds the fields of what a field refers to. */
const Unfold = ({ path, field, shelf: { open, unfold } }: FieldProps) => {
  const text = useText()
  return (
    <button
      type="button"
      className="lk-icon-button small"
      aria-expanded={open.has(path)}
      aria-label={`${text(field.label)} ${text(label('的字段', 'fields'))}`}
      onClick={() => unfold(path)}
    >
      <Icon name={open.has(path) ? 'chevron-down' : 'chevron-right'} size={14} />
    </button>
  )
}

interface FieldProps {
  readonly path: string
  readonly field: MetaField
  readonly shelf: Shelf
}

/** One field, to be dragged or clicked into the report; one step further the fields of what it refers to. */
const ShelfField = ({ path, field, shelf, deep = false }: FieldProps & { readonly deep?: boolean }) => {
  const text = useText()
  const model = useModel()
  const target = deep ? undefined : leadsTo(field)
  const chosen = shelf.chosen.has(path)
  return (
    <li>
      <div className="lk-chooser-row">
        <button
          type="button"
          draggable
          className={`lk-chooser-item${chosen ? ' chosen' : ''}`}
          onDragStart={(event) => event.dataTransfer.setData(dragType, path)}
          onClick={() => shelf.choose(path, field)}
        >
          <Icon name={fieldWidgets[field.type]?.icon} size={14} />
          <span className="lk-ellipsis lk-grow">{text(field.label)}</span>
          {chosen ? <Icon name="check" size={13} /> : null}
        </button>
        {target && model.object(target) ? <Unfold path={path} field={field} shelf={shelf} /> : null}
      </div>
      {target && shelf.open.has(path) ? (
        <ul className="lk-shelf-deep">
          {shelfFields(model, target)
            .filter(([, each]) => shelf.fits(each))
            .map(([name, each]) => (
              <ShelfField key={name} path={`${path}.${name}`} field={each} shelf={shelf} deep />
            ))}
        </ul>
      ) : null}
    </li>
  )
}

/** All fields of the subject, and those of what it refers to, to be dragged or clicked into the report. */
export const FieldShelf = ({
  object,
  question,
  onChange,
}: {
  readonly object: string
  readonly question: Question
  onChange(next: Question): void
}) => {
  const text = useText()
  const model = useModel()
  const [q, setQ] = useState('')
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const wanted = q.trim().toLowerCase()
  const { groups, measures } = question
  const shelf: Shelf = {
    chosen: new Set([...groups.map(({ field }) => field), ...measures.flatMap(({ field }) => field ?? [])]),
    open,
    fits: (field) => !wanted || field.label.zh.includes(wanted) || field.label.en.toLowerCase().includes(wanted),
    choose: (path, field) => onChange(withField(question, path, field)),
    unfold: (path) => setOpen(new Set(open.has(path) ? [...open].filter((one) => one !== path) : [...open, path])),
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
        {shelfFields(model, object)
          .filter(([path, field]) => shelf.fits(field) || open.has(path))
          .map(([path, field]) => (
            <ShelfField key={path} path={path} field={field} shelf={shelf} />
          ))}
      </ul>
    </aside>
  )
}
