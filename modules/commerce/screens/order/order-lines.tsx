import { label, referenceIn } from '@lianke/kernel'
import { Icon, RecordPicker, useNumbers, useText } from '@lianke/ui'
import { InputNumber } from 'antd'
import { units } from '../../rules/amount.rule.ts'
import type { DraftLine, LinePrice } from './use-order.ts'

const onSale = { field: 'status', op: 'eq', value: 'on_sale' } as const

interface Props {
  readonly lines: readonly DraftLine[]
  readonly known: ReadonlyMap<string, LinePrice>
  readonly totals: ReadonlyMap<string, string>
  readonly currency: string
  readonly complaints: ReadonlyMap<number, string>
  change(key: string, values: Partial<DraftLine>): void
  remove(key: string): void
}

/** What a seller should know of a line while typing it: last price, stock, the lowest price allowed. */
const LineHint = ({
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

/** Lines typed like a spreadsheet: product, quantity, price; the next line is always there. */
export const OrderLines = ({ lines, known, totals, currency, complaints, change, remove }: Props) => {
  const text = useText()
  const { money } = useNumbers()
  const heads = [
    label('产品', 'Product'),
    label('数量', 'Quantity'),
    label('单价', 'Unit price'),
    label('优惠', 'Discount'),
    label('金额', 'Amount'),
  ]
  return (
    <div className="lk-order-lines" role="table" aria-label={text(label('订单明细', 'Order lines'))}>
      <div className="lk-order-line head" role="row">
        {heads.map((head, index) => (
          <span key={head.en} role="columnheader" className={index > 0 ? 'end' : ''}>
            {text(head)}
          </span>
        ))}
        <span />
      </div>
      {lines.map((line, index) => {
        const price = known.get(line.product?.id ?? '')
        const said = (name: string) => text(label('第 {n} 行 {name}', 'Line {n} {name}'), { n: index + 1, name })
        const total = totals.get(line.key)
        return (
          <div key={line.key} className="lk-order-line" role="row">
            <span role="cell" className="product" data-line={index}>
              <RecordPicker
                to="commerce.product"
                value={line.product}
                clear={false}
                filter={onSale}
                onChange={(product) => change(line.key, { product: referenceIn(product) })}
              />
            </span>
            <span role="cell">
              <InputNumber
                stringMode
                controls={false}
                min="0"
                aria-label={said(text(label('数量', 'quantity')))}
                value={line.quantity}
                onChange={(quantity) => change(line.key, { quantity: quantity === null ? null : String(quantity) })}
              />
            </span>
            <span role="cell">
              <InputNumber
                stringMode
                controls={false}
                min="0"
                aria-label={said(text(label('单价', 'unit price')))}
                placeholder={price?.price ?? ''}
                value={line.price}
                onChange={(value) => change(line.key, { price: value === null ? null : String(value) })}
              />
            </span>
            <span role="cell">
              <InputNumber
                stringMode
                controls={false}
                min="0"
                aria-label={said(text(label('优惠', 'discount')))}
                placeholder="0"
                value={line.discount}
                onChange={(value) => change(line.key, { discount: value === null ? null : String(value) })}
              />
            </span>
            <span role="cell" className="end lk-num total">
              {total ? money(total, currency) : ''}
            </span>
            <span role="cell">
              {line.product ? (
                <button
                  type="button"
                  className="lk-icon-button small"
                  aria-label={said(text(label('删除', 'remove')))}
                  onClick={() => remove(line.key)}
                >
                  <Icon name="close" size={13} />
                </button>
              ) : null}
            </span>
            {complaints.has(index) ? (
              <div className="lk-field-problem wide" role="alert">
                {complaints.get(index)}
              </div>
            ) : (
              <LineHint line={line} price={price} currency={currency} />
            )}
          </div>
        )
      })}
    </div>
  )
}
