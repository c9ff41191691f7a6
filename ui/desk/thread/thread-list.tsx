import { type MetaField, type MetaObject, type Row, textIn, type ThreadPage, titleIn } from '@lianke/kernel'
import { Link } from '@tanstack/react-router'
import { recordPath } from '../../base/client/peek.ts'
import { useRows } from '../../base/client/records.ts'
import { FieldValue, isEmpty } from '../../base/field-types/registry.tsx'
import { useTimeLeft } from '../../base/field-types/use-time-left.ts'
import { useText } from '../../base/i18n/i18n.ts'

const othersMax = 50

/** How long is left to answer; in red what is over. */
const Left = ({ field, due, row }: { readonly field: MetaField | undefined; readonly due: string; readonly row: Row }) => {
  const { words, late, soon, title } = useTimeLeft(field)(due, row)
  return (
    <span className={`lk-thread-left${late ? ' late' : soon ? ' soon' : ''}`} title={title}>
      {words}
    </span>
  )
}

/** The threads that still wait, the most urgent first; the open one among them. */
export const ThreadList = ({
  object,
  id,
  page: { others },
}: {
  readonly object: MetaObject
  readonly id: string
  readonly page: ThreadPage
}) => {
  const text = useText()
  const { open, sort, line, due, says } = others
  const { data } = useRows(object.name, {
    filter: { field: open.field, op: 'in', value: [...open.values] },
    fields: [...new Set([object.title, ...line, ...(due ? [due] : []), ...(says ? [says] : [])])],
    sort: [sort],
    limit: othersMax,
    count: true,
  })
  const [first, ...more] = line
  return (
    <nav className="lk-thread-list" aria-label={text(object.plural ?? object.label)}>
      <h2 className="lk-title-3">
        {text(object.plural ?? object.label)} <span className="lk-muted lk-num">{data?.count?.value}</span>
      </h2>
      {(data?.data ?? []).map((row) => {
        const by = due ? textIn(row[due]) : null
        return (
          <Link
            key={row.id}
            to={recordPath(object.name, row.id)}
            className={row.id === id ? 'active' : ''}
            aria-current={row.id === id}
          >
            <span className="lk-row">
              <b className="lk-ellipsis lk-grow">{titleIn(first ? row[first] : null) || titleIn(row[object.title])}</b>
              {by && due ? <Left field={object.fields[due]} due={by} row={row} /> : null}
            </span>
            <span className="lk-row">
              <span className="lk-ellipsis lk-grow lk-muted">{titleIn(row[says ?? object.title])}</span>
              {more.map((name) => {
                const field = object.fields[name]
                return field && !isEmpty(row[name]) ? <FieldValue key={name} field={field} value={row[name]} /> : null
              })}
            </span>
          </Link>
        )
      })}
    </nav>
  )
}
