import { label, type Row, textIn } from '@lianke/kernel'
import { Empty, Failure, FieldValue, Icon, Skeleton, useCommand, useModel, useText, useToast } from '@lianke/ui'
import { Popconfirm } from 'antd'
import { exchangeRate } from '../../objects/exchange-rate.object.ts'
import { rateText, useHistory } from './use-rates.ts'

const Remove = ({ row }: { readonly row: Row }) => {
  const text = useText()
  const toast = useToast()
  const remove = useCommand('rate.remove')
  return (
    <Popconfirm
      title={text(label('删除后，从这天起按上一条汇率折算', 'Without it the rate before holds from this day on'))}
      okText={text(label('删除', 'Delete'))}
      cancelText={text(label('取消', 'Cancel'))}
      onConfirm={() => remove.mutate({ id: row.id }, { onError: toast.failed })}
    >
      <button type="button" className="lk-icon-button small" aria-label={text(label('删除汇率', 'Delete the rate'))}>
        <Icon name="trash" size={14} />
      </button>
    </Popconfirm>
  )
}

/** Every rate of one currency, the newest day first; which one holds today, and which are still to come. */
export const RateHistory = ({ currency, today }: { readonly currency: string; readonly today: string }) => {
  const text = useText()
  const { data, error, isPending, refetch } = useHistory(currency)
  const source = useModel().object(exchangeRate.name)?.fields.source
  if (error) return <Failure error={error} retry={() => void refetch()} />
  if (isPending) return <Skeleton rows={5} />
  const rows = data.data
  const standing = rows.find((row) => String(row.holds_from) <= today)
  return rows.length === 0 ? (
    <Empty icon="money" title={text(label('还没有 {currency} 的汇率', 'No rate of {currency} yet'), { currency })} />
  ) : (
    <table className="lk-table-plain">
      <thead>
        <tr>
          <th>{text(label('生效日期', 'Holds from'))}</th>
          <th style={{ textAlign: 'end' }}>{text(label('汇率', 'Rate'))}</th>
          <th>{text(label('来源', 'Source'))}</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td className="lk-num">
              {textIn(row.holds_from)}{' '}
              {row === standing ? (
                <span className="lk-pill lk-c-green">{text(label('当前', 'Today'))}</span>
              ) : String(row.holds_from) > today ? (
                <span className="lk-pill lk-c-blue">{text(label('待生效', 'To come'))}</span>
              ) : null}
            </td>
            <td className="lk-num" style={{ textAlign: 'end' }}>
              {rateText(row.rate)}
            </td>
            <td>{source ? <FieldValue field={source} value={row.source} place="cell" /> : null}</td>
            <td>
              <Remove row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
