import { type Filter, label, referenceIn, textIn } from '@lianke/kernel'
import { Avatar, LeftOut, listPath, useAggregate, useModel, useNumbers, useText } from '@lianke/ui'
import { Link } from '@tanstack/react-router'

const shownMax = 6
const won: Filter = {
  and: [
    { field: 'status', op: 'eq', value: 'won' },
    { field: 'closed_at', op: 'within', value: { this: 'quarter' } },
  ],
}

/** What has been won this quarter, by colleague, as far as one sees: absent where that is oneself alone. */
const TeamWon = () => {
  const text = useText()
  const { money, number } = useNumbers()
  const { tenant, object } = useModel()
  const { data } = useAggregate(
    'sales.opportunity',
    { group: [{ field: 'owner' }], measures: [{ fn: 'sum', field: 'amount' }, { fn: 'count' }], filter: won, limit: shownMax },
    { enabled: object('sales.opportunity') !== undefined },
  )
  const rows = (data?.data ?? []).flatMap((row) => {
    const owner = referenceIn(row.owner)
    const sum = textIn(row['sum:amount']) ?? String(row['sum:amount'] ?? '0')
    return owner ? [{ owner, sum, count: row.count }] : []
  })
  if (rows.length < 2) return null
  const most = Math.max(...rows.map(({ sum }) => Number(sum)), 1)
  return (
    <section className="lk-panel">
      <header>
        <h2>{text(label('本季赢单', 'Won this quarter'))}</h2>
        <Link to={listPath('sales.opportunity')} search={{ filter: won } as never}>
          {text(label('查看', 'Open'))}
        </Link>
      </header>
      <ol className="lk-ranking">
        {rows.map(({ owner, sum, count }) => (
          <li key={owner.id}>
            <Avatar name={owner.title ?? '·'} size={20} />
            <span className="lk-ellipsis lk-grow">
              {owner.title} <span className="lk-muted lk-num">{number(count)}</span>
            </span>
            <span className="lk-num">{money(sum, tenant.base_currency)}</span>
            <i style={{ width: `${(Number(sum) / most) * 100}%` }} />
          </li>
        ))}
      </ol>
      <LeftOut object="sales.opportunity" field="amount" filter={won} count={data?.left_out['sum:amount']} />
    </section>
  )
}
export default TeamWon
