import { idIn, isObject, type MetaObject, type Row, titleIn, traitsOf } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { listPath, recordPath } from '../../base/client/peek.ts'
import { useRows } from '../../base/client/records.ts'
import { useMoment } from '../../base/field-types/moment.ts'
import { FieldValue, fieldWidgets, isEmpty } from '../../base/field-types/registry.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { useFormDrawer } from '../shell/create.tsx'
import { namedBy, type Telling, tellingFields } from './related-fields.ts'

const rowsShown = 5

/** The records that point to this one by a field, the newest first. */
export interface RelatedBy {
  readonly child: MetaObject
  readonly via: string
}
const useRelated = ({ child, via }: RelatedBy, id: string, open: boolean) => {
  const link = child.fields[via]
  const filter =
    link && traitsOf(link).many
      ? ({ field: via, op: 'any_of', value: [id] } as const)
      : ({ field: via, op: 'eq', value: id } as const)
  const telling = tellingFields(child, via, ({ type }) => fieldWidgets[type].telling === true)
  const named = namedBy(child, via)
  const shown = [telling.amount, telling.date, telling.state, telling.more].flatMap((name) => name ?? [])
  const newest = telling.date ?? 'created_at'
  const { data } = useRows(
    child.name,
    { filter, fields: [...new Set([named.field, ...shown])], sort: [`-${newest}`], limit: rowsShown, count: true },
    { enabled: open },
  )
  return { filter, telling, named, data }
}

const RelatedRow = ({
  child,
  row,
  telling: { amount, date, state, more },
  named,
}: {
  readonly child: MetaObject
  readonly row: Row
  readonly telling: Telling
  readonly named: ReturnType<typeof namedBy>
}) => {
  const text = useText()
  const { brief, full } = useMoment()
  const title = row[named.field]
  const to = named.opens ? recordPath(named.opens, idIn(title) ?? '') : recordPath(child.name, row.id)
  const value = (name: string | undefined) => {
    const field = name ? child.fields[name] : undefined
    return field && name && !isEmpty(row[name]) ? <FieldValue field={field} value={row[name]} row={row} /> : null
  }
  const at = date ? row[date] : null
  return (
    <Link to={to} className="lk-related-row">
      <span className="lk-ellipsis lk-related-name">{titleIn(title) || (isObject(title) ? '' : text(child.label))}</span>
      <span className="lk-related-told">
        <span className="lk-related-value">{value(state) ?? value(more)}</span>
        {amount ? <span className="lk-related-value lk-num">{value(amount)}</span> : null}
        <time className="lk-related-date" title={typeof at === 'string' ? full(at) : undefined}>
          {typeof at === 'string' ? brief(at) : ''}
        </time>
      </span>
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
  counted,
}: {
  readonly of: RelatedBy
  readonly id: string
  readonly title: string
  readonly startOpen: boolean
  readonly twice: boolean
  /** Of all that are here, those that the record's own figure counts. */
  readonly counted: number | null
}) => {
  const w = useWords()
  const text = useText()
  const openForm = useFormDrawer()
  const [open, setOpen] = useState(startOpen)
  const { filter, telling, named, data } = useRelated({ child, via }, id, open)
  const rows = data?.data ?? []
  const all = data?.count ? `${data.count.value}${data.count.capped ? '+' : ''}` : ''
  return (
    <section className="lk-related">
      <header>
        <button type="button" className="lk-plain lk-grow lk-row" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name={open ? 'chevron-down' : 'chevron-right'} size={13} />
          <span className="lk-ellipsis">
            {text(child.plural ?? child.label)}
            {twice ? ` · ${text(child.fields[via]?.label)}` : ''}
          </span>
          <span className="lk-muted lk-num">
            {data?.count ? (counted === null || counted === data.count.value ? all : w('page.counted', { n: counted, all })) : ''}
          </span>
        </button>
        <AddButton
          child={child}
          add={() => openForm({ object: child.name, defaults: { [via]: { id, title } }, done: () => setOpen(true) })}
        />
      </header>
      {open ? (
        <div>
          {rows.map((row) => (
            <RelatedRow key={row.id} child={child} row={row} telling={telling} named={named} />
          ))}
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
