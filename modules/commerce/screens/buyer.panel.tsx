import './prepayment.css'
import { account } from '@lianke/customer/contract'
import { addDecimals, type Filter, idIn, label, moneyIn, textIn } from '@lianke/kernel'
import { LeftOut, listPath, useAggregate, useModel, useNumbers, useRecord, useRows, useText } from '@lianke/ui'
import { Link } from '@tanstack/react-router'

const object = 'commerce.order'
/** Orders that somebody owes money for. */
const owingOf = (field: 'person' | 'account', id: string): Filter => ({
  and: [
    { field, op: 'eq', value: id },
    { field: 'status', op: 'in', value: ['confirmed', 'delivered', 'completed'] },
    { field: 'payment_status', op: 'in', value: ['unpaid', 'partly_paid'] },
  ],
})
const ledgers = { person: 'commerce.prepayment', account: 'commerce.account_prepayment' } as const

/** Whose money it is: the company's where there is one. */
const useBuyer = (id: string) => {
  const { data: row } = useRecord(object, id)
  const field = row?.account ? 'account' : 'person'
  return { field, buyer: idIn(row?.[field]) } as const
}

/** What the buyer of an order owes in all, has prepaid, and may owe: known before the next act. */
const BuyerPanel = ({ id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const model = useModel()
  const { money, number } = useNumbers()
  const { field, buyer } = useBuyer(id)
  const filter = owingOf(field, buyer ?? '')
  const { data: figures } = useAggregate(
    object,
    {
      measures: [{ fn: 'count' }, { fn: 'sum', field: 'total' }, { fn: 'sum', field: 'paid' }],
      filter,
    },
    { enabled: buyer !== null },
  )
  const owed = figures?.data[0]
  const ledger = ledgers[field]
  const prepaid = useRows(
    ledger,
    { filter: { field, op: 'eq', value: buyer ?? '' }, fields: ['balance'], limit: 5 },
    { enabled: buyer !== null && model.object(ledger) !== undefined },
  ).data?.data
  const company = useRecord(account.name, field === 'account' ? buyer : null).data
  const limit = moneyIn(company?.credit_limit)
  const sum = (key: string) => textIn(owed?.[key]) ?? String(owed?.[key] ?? '0')
  const open = addDecimals(sum('sum:total'), sum('sum:paid'), -1)
  if (buyer === null || !owed) return null
  return (
    <dl className="lk-buyer">
      <div>
        <dt>{text(label('待收合计', 'Owes in all'))}</dt>
        <dd>
          <Link to={listPath(object)} search={{ filter } as never}>
            {money(open, model.tenant.base_currency)}
          </Link>
          <span className="lk-label"> {text(label('{n} 张订单', '{n} orders'), { n: number(owed.count) })}</span>
          <LeftOut object={object} field="total" filter={filter} count={figures?.left_out['sum:total']} />
        </dd>
      </div>
      {(prepaid ?? []).flatMap((row) => {
        const balance = moneyIn(row.balance)
        return balance ? (
          <div key={row.id}>
            <dt>{text(label('预收款', 'Prepaid'))}</dt>
            <dd>{money(balance.amount, balance.currency)}</dd>
          </div>
        ) : (
          []
        )
      })}
      {limit ? (
        <div>
          <dt>{text(label('信用额度', 'Credit limit'))}</dt>
          <dd>{money(limit.amount, limit.currency)}</dd>
        </div>
      ) : null}
    </dl>
  )
}
export default BuyerPanel
