import { person as personObject, relation } from '@lianke/customer/contract'
import { label, type Row, referenceIn } from '@lianke/kernel'
import {
  Avatar,
  Empty,
  Failure,
  FieldValue,
  listPath,
  recordPath,
  Skeleton,
  useModel,
  useMoment,
  useRows,
  useText,
} from '@lianke/ui'
import { Link } from '@tanstack/react-router'

const personsShown = 20

const PeopleTable = ({ rows }: { readonly rows: readonly Row[] }) => {
  const text = useText()
  const { ago } = useMoment()
  const status = useModel().object(relation.name)?.fields.status
  return (
    <div className="lk-scroll-x">
      <table className="lk-table-plain">
        <thead>
          <tr>
            <th>{text(label('客户', 'Person'))}</th>
            <th>{text(label('接待员工', 'Staff'))}</th>
            <th>{text(label('状态', 'Status'))}</th>
            <th className="end">{text(label('添加时间', 'Added'))}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one) => {
            const person = referenceIn(one.person)
            return (
              <tr key={one.id}>
                <td>
                  {person ? (
                    <Link className="lk-row" to={recordPath(personObject.name, person.id)}>
                      <Avatar name={person.title ?? '·'} size={20} />
                      {person.title}
                    </Link>
                  ) : (
                    '–'
                  )}
                </td>
                <td>{referenceIn(one.staff)?.title ?? '–'}</td>
                <td>{status ? <FieldValue field={status} value={one.status} /> : null}</td>
                <td className="end lk-num lk-muted">{typeof one.added_at === 'string' ? ago(one.added_at) : ''}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** Whom a code brought, the last ones first. */
export const CodePeople = ({ state }: { readonly state: string }) => {
  const text = useText()
  const filter = { field: 'state', op: 'eq' as const, value: state }
  const people = useRows(relation.name, {
    filter,
    sort: ['-added_at'],
    fields: ['person', 'staff', 'added_at', 'status'],
    limit: personsShown,
  })
  return (
    <section className="lk-code-part">
      <header className="lk-row">
        <h2 className="lk-title-3 lk-grow">{text(label('由它而来的客户', 'People it brought'))}</h2>
        {people.data?.next ? (
          <Link to={listPath(relation.name)} search={{ filter }}>
            {text(label('查看全部', 'View all'))}
          </Link>
        ) : null}
      </header>
      {people.error ? (
        <Failure small error={people.error} retry={() => void people.refetch()} />
      ) : people.isPending ? (
        <Skeleton rows={4} height={40} />
      ) : people.data.data.length === 0 ? (
        <Empty small icon="users" title={text(label('还没有人扫码添加', 'Nobody has come by it yet'))} />
      ) : (
        <PeopleTable rows={people.data.data} />
      )}
    </section>
  )
}
