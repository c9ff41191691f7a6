import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { isObject, type MetaObject, type Row, titleIn, traitsOf } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useRows } from '../../base/client/records.ts'
import { FieldValue, fieldWidgets, isEmpty } from '../../base/field-types/registry.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { defaultColumns } from '../object-table/view-state.ts'
import { useFormDrawer } from '../shell/create.tsx'
import { listPath, recordPath } from '../../base/client/peek.ts'

const rowsShown = 5
const openFirst = 4

const RelatedList = ({
  child,
  via,
  id,
  title,
  startOpen,
  twice,
}: {
  readonly child: MetaObject
  readonly via: string
  readonly id: string
  readonly title: string
  readonly startOpen: boolean
  readonly twice: boolean
}) => {
  const w = useWords()
  const text = useText()
  const openForm = useFormDrawer()
  const [open, setOpen] = useState(startOpen)
  const link = child.fields[via]
  const filter =
    link && traitsOf(link).many
      ? ({ field: via, op: 'any_of', value: [id] } as const)
      : ({ field: via, op: 'eq', value: id } as const)
  const second = defaultColumns(child)
    .map(({ field }) => field)
    .find(
      (name) =>
        name !== child.title &&
        name !== via &&
        name !== 'owner' &&
        name !== 'created_at' &&
        fieldWidgets[child.fields[name]?.type ?? 'text'].telling,
    )
  const { data } = useRows(
    child.name,
    { filter, fields: [child.title, ...(second ? [second] : [])], sort: ['-created_at'], limit: rowsShown, count: true },
    { enabled: open },
  )
  const rows = data?.data ?? []
  const field = second ? child.fields[second] : undefined
  const name = (row: Row) => {
    const value = row[child.title]
    return isObject(value) ? titleIn(value) : titleIn(value) || text(child.label)
  }
  return (
    <section className="lk-related">
      <header>
        <button type="button" className="lk-plain lk-grow lk-row" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name={open ? 'chevron-down' : 'chevron-right'} size={13} />
          <span className="lk-ellipsis">
            {text(child.plural ?? child.label)}
            {twice ? ` · ${text(child.fields[via]?.label)}` : ''}
          </span>
          <span className="lk-muted lk-num">{data?.count ? `${data.count.value}${data.count.capped ? '+' : ''}` : ''}</span>
        </button>
        {child.may.create && !child.ledger ? (
          <button
            type="button"
            className="lk-icon-button small"
            aria-label={w('page.add', { object: text(child.label) })}
            title={w('page.add', { object: text(child.label) })}
            onClick={() => openForm({ object: child.name, defaults: { [via]: { id, title } }, done: () => setOpen(true) })}
          >
            <Icon name="plus" size={14} />
          </button>
        ) : null}
      </header>
      {open ? (
        <div>
          {rows.map((row) => (
            <Link key={row.id} to={recordPath(child.name, row.id)} className="lk-related-row">
              <span className="lk-ellipsis lk-grow">{name(row)}</span>
              {field && second && !isEmpty(row[second]) ? (
                <span className="lk-related-value">
                  <FieldValue field={field} value={row[second]} />
                </span>
              ) : null}
            </Link>
          ))}
          {data && rows.length === 0 ? (
            <div className="lk-related-none">{w('page.related_empty', { object: text(child.plural ?? child.label) })}</div>
          ) : null}
          {data?.next ? (
            <Link className="lk-related-all" to={listPath(child.name)} search={{ filter } as never}>
              {w('common.view_all')}
            </Link>
          ) : null}
        </div>
      ) : null}
    </section>
  )
}

/** Lists of the records that point to this one; those seen first are open. */
export const Related = ({ object, id, title }: { readonly object: MetaObject; readonly id: string; readonly title: string }) => {
  const model = useModel()
  const children = object.children
    .flatMap(({ object: name, via }) => {
      const child = model.object(name)
      return child && !child.hidden && !child.ledger && !child.fields[via]?.options.hidden && name !== object.name
        ? [{ child, via }]
        : []
    })
    .sort((a, b) => weight(a.child) - weight(b.child))
  // Own lines first, then what other rooms hang on the record, then the room's own supporting records.
  function weight(child: MetaObject): number {
    return child.partOf?.object === object.name ? 0 : child.partOf ? 3 : child.module === object.module ? 2 : 1
  }
  return (
    <>
      {children.map(({ child, via }, index) => (
        <RelatedList
          key={`${child.name}.${via}`}
          child={child}
          via={via}
          id={id}
          title={title}
          startOpen={index < openFirst}
          twice={children.some((other) => other.child === child && other.via !== via)}
        />
      ))}
    </>
  )
}
