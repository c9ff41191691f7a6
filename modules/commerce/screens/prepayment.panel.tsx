import { account, person } from '@lianke/customer/contract'
import './prepayment.css'
import { label, moneyIn } from '@lianke/kernel'
import { FieldValue, recordPath, useModel, useMoment, useNumbers, useRows, useText } from '@lianke/ui'
import { Link } from '@tanstack/react-router'

/** Which ledger holds the prepayment of a record, and by which field. */
const ledgers: Readonly<Record<string, readonly [ledger: string, via: string]>> = {
  [person.name]: ['commerce.prepayment', 'person'],
  [account.name]: ['commerce.account_prepayment', 'account'],
}
const linesShown = 5

/** What somebody has prepaid, by currency, and the last lines of the statement. Absent where nothing was ever prepaid. */
const Prepayment = ({ object, id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const model = useModel()
  const { money } = useNumbers()
  const { ago, full } = useMoment()
  const [ledger, via] = ledgers[object] ?? ['', '']
  const known = Boolean(model.object(ledger))
  const accounts = useRows(
    ledger,
    { filter: { field: via, op: 'eq', value: id }, fields: ['balance', 'held'], sort: ['-moved_at'], limit: 20 },
    { enabled: known },
  )
  const rows = accounts.data?.data ?? []
  const entry = `${ledger}_entry`
  const lines = useRows(
    entry,
    {
      filter: { field: 'account', op: 'in', value: rows.map((row) => row.id) },
      fields: ['kind', 'amount', 'memo', 'occurred_at'],
      sort: ['-occurred_at'],
      limit: linesShown,
    },
    { enabled: known && rows.length > 0 },
  )
  if (rows.length === 0) return null
  const said = (value: unknown) => {
    const found = moneyIn(value)
    return found ? money(found.amount, found.currency) : ''
  }
  const kind = model.object(entry)?.fields.kind
  return (
    <section className="lk-prepaid" aria-label={text(label('预收款', 'Prepayment'))}>
      <h3 className="lk-side-title">{text(label('预收款', 'Prepayment'))}</h3>
      {rows.map((row) => (
        <Link key={row.id} to={recordPath(ledger, row.id)}>
          <span>{text(label('余额', 'Balance'))}</span>
          <b className="lk-num">{said(row.balance)}</b>
        </Link>
      ))}
      <ul>
        {(lines.data?.data ?? []).map((line) => (
          <li key={line.id}>
            <span className="lk-ellipsis">
              {kind ? <FieldValue field={kind} value={line.kind} /> : null} {typeof line.memo === 'string' ? line.memo : ''}
            </span>
            <time title={full(String(line.occurred_at))}>{ago(String(line.occurred_at))}</time>
            <span className="lk-num">{said(line.amount)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
export default Prepayment
