import { label } from '@lianke/kernel'
import { useNumbers, useText } from '@lianke/ui'
import { units } from '../../rules/amount.rule.ts'
import type { DraftLine, LinePrice } from './draft-order.ts'

/** What a seller should know of a line while typing it: last price, stock, the lowest price allowed. */
export const LineHint = ({
  line,
  price,
  currency,
}: {
  readonly line: DraftLine
  readonly price: LinePrice | undefined
  readonly currency: string
}) => {
  const text = useText()
  const { money, number } = useNumbers()
  if (!price) return null
  const given = line.price ?? price.price
  const each =
    given === null
      ? null
      : units(given) -
        (line.discount && line.quantity && units(line.quantity) !== 0n
          ? (units(line.discount) * 10_000n) / units(line.quantity)
          : 0n)
  const low = price.lowest !== null && each !== null && each < units(price.lowest)
  const short = price.stock !== null && line.quantity !== null && Number(line.quantity) > price.stock
  return (
    <div className="lk-order-hint">
      {price.last ? (
        <span>{text(label('上次 {price}', 'Last {price}'), { price: money(price.last.amount, price.last.currency) })}</span>
      ) : null}
      {price.stock !== null ? (
        <span className={short ? 'bad' : ''}>{text(label('库存 {n}', 'Stock {n}'), { n: number(price.stock) })}</span>
      ) : null}
      {price.lowest !== null ? (
        <span className={low ? 'bad' : ''}>
          {text(label('最低 {price}', 'Lowest {price}'), { price: money(price.lowest, currency) })}
        </span>
      ) : null}
      {given === null ? <span className="bad">{text(label('没有标价，请填单价', 'No list price: give one'))}</span> : null}
    </div>
  )
}
