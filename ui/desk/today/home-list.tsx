import { type Filter, type Label, type MetaField, type Row, textIn, titleIn } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import { HomePanel, HomeSkeleton } from './home-panel.tsx'
import { useModel } from '../../base/client/meta.ts'
import { listPath, recordPath } from '../../base/client/peek.ts'
import { useRows } from '../../base/client/records.ts'
import { useMoment } from '../../base/field-types/moment.ts'
import { useTimeLeft } from '../../base/field-types/use-time-left.ts'
import { FieldValue, isEmpty } from '../../base/field-types/registry.tsx'

const rowsShown = 6

/** A list of home: which records, and what of them decides. */
interface HomeListOf {
  readonly title: Label
  readonly object: string
  readonly filter: Filter
  readonly sort: string
  /** For whom, and a word of what it is about. */
  readonly about?: string
  readonly says?: string
  readonly state?: string
  readonly amount?: string
  /** A day: in red where it has passed. */
  readonly day?: string
  /** A moment until which something is left to do. */
  readonly due?: string
}

const Value = ({ field, value }: { readonly field: MetaField | undefined; readonly value: unknown }) =>
  field && !isEmpty(value) ? <FieldValue field={field} value={value} /> : null

const When = ({
  row,
  of: { day, due },
  field,
}: {
  readonly row: Row
  readonly of: HomeListOf
  readonly field: MetaField | undefined
}) => {
  const { brief, now } = useMoment()
  const left = useTimeLeft(field)
  const [by, until] = [day ? textIn(row[day]) : null, due ? textIn(row[due]) : null]
  if (until) {
    const { words, late, soon, title } = left(until, row)
    return (
      <time className={late ? 'late' : soon ? 'soon' : ''} dateTime={until} title={title}>
        {words}
      </time>
    )
  }
  if (!by) return <time />
  return <time className={by.slice(0, 10) < now().format('YYYY-MM-DD') ? 'late' : ''}>{brief(by)}</time>
}

/** Records that wait for somebody, with the few things that decide; not there at all where nothing waits. */
export const HomeList = (of: HomeListOf) => {
  const object = useModel().object(of.object)
  const { title, filter, sort, about, says, state, amount, day, due } = of
  const fields = [object?.title ?? 'id', about, says, state, amount, day, due].flatMap((name) => name ?? [])
  const { data, isPending } = useRows(
    of.object,
    { filter, sort: [sort], fields: [...new Set(fields)], limit: rowsShown, count: true },
    { enabled: object !== undefined },
  )
  if (!object) return null
  if (isPending) return <HomeSkeleton title={title} />
  const rows = data?.data ?? []
  if (rows.length === 0) return null
  return (
    <HomePanel title={title} count={data?.count} rest={listPath(object.name)} search={{ filter }}>
      {rows.map((row) => (
        <Link key={row.id} to={recordPath(object.name, row.id)} className="lk-panel-row lk-home-row">
          <b className="lk-ellipsis">{titleIn(row[object.title])}</b>
          <span className="lk-ellipsis lk-muted lk-grow">
            {[about, says].flatMap((name) => (name ? titleIn(row[name]) || [] : [])).join(' · ')}
          </span>
          <Value field={state ? object.fields[state] : undefined} value={state ? row[state] : null} />
          <span className="lk-num">
            <Value field={amount ? object.fields[amount] : undefined} value={amount ? row[amount] : null} />
          </span>
          <When row={row} of={of} field={due ? object.fields[due] : undefined} />
        </Link>
      ))}
    </HomePanel>
  )
}
