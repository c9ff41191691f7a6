import { isObject, type MetaObject, type Row, titleIn, traitsOf } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { listPath, recordPath } from '../../base/client/peek.ts'
import { useRows } from '../../base/client/records.ts'
import { FieldValue, fieldWidgets, isEmpty } from '../../base/field-types/registry.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { defaultColumns } from '../object-table/view-state.ts'
import { useFormDrawer } from '../shell/create.tsx'

const rowsShown = 5
const ownNames: ReadonlySet<string> = new Set(['owner', 'created_at'])

/** The records that point to this one by a field, the newest first. */
export interface RelatedBy {
  readonly child: MetaObject
  readonly via: string
}
/** The field that says most of a record beside its title. */
const tellingField = ({ child, via }: RelatedBy): string | undefined =>
  defaultColumns(child)
    .map(({ field }) => field)
    .find(
      (name) =>
        name !== child.title && name !== via && !ownNames.has(name) && fieldWidgets[child.fields[name]?.type ?? 'text'].telling,
    )
const useRelated = ({ child, via }: RelatedBy, id: string, open: boolean) => {
  const link = child.fields[via]
  const filter =
    link && traitsOf(link).many
      ? ({ field: via, op: 'any_of', value: [id] } as const)
      : ({ field: via, op: 'eq', value: id } as const)
  const second = tellingField({ child, via })
  const { data } = useRows(
    child.name,
    { filter, fields: [child.title, ...(second ? [second] : [])], sort: ['-created_at'], limit: rowsShown, count: true },
    { enabled: open },
  )
  return { filter, second, data }
}

const RelatedRow = ({
  child,
  row,
  second,
}: {
  readonly child: MetaObject
  readonly row: Row
  readonly second: string | undefined
}) => {
  const text = useText()
  const field = second ? child.fields[second] : undefined
  const title = row[child.title]
  return (
    <Link to={recordPath(child.name, row.id)} className="lk-related-row">
      <span className="lk-ellipsis lk-grow">{titleIn(title) || (isObject(title) ? '' : text(child.label))}</span>
      {field && second && !isEmpty(row[second]) ? (
        <span className="lk-related-value">
          <FieldValue field={field} value={row[second]} />
        </span>
      ) : null}
    </Link>
  )
}

const AddButton = ({ child, add }: { readonly child: MetaObject; add(): void }) => {
  const w = useWords()
  const text = useText()
  const said = w('page.add', { object: text(child.label) })
  return child.may.create && !child.ledger ? (
    <button type="button" className="lk-icon-button small" aria-label={said} title={said} onClick={add}>
      <Icon name="plus" size={14} />
    </button>
  ) : null
}

/** One list of related records, opened by its head. */
export const RelatedList = ({
  of: { child, via },
  id,
  title,
  startOpen,
  twice,
}: {
  readonly of: RelatedBy
  readonly id: string
  readonly title: string
  readonly startOpen: boolean
  readonly twice: boolean
}) => {
  const w = useWords()
  const text = useText()
  const openForm = useFormDrawer()
  const [open, setOpen] = useState(startOpen)
  const { filter, second, data } = useRelated({ child, via }, id, open)
  const rows = data?.data ?? []
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
        <AddButton
          child={child}
          add={() => openForm({ object: child.name, defaults: { [via]: { id, title } }, done: () => setOpen(true) })}
        />
      </header>
      {open ? (
        <div>
          {rows.map((row) => (
            <RelatedRow key={row.id} child={child} row={row} second={second} />
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
