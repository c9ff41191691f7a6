import { type Label, label, referenceIn } from '@lianke/kernel'
import { Icon, RecordPicker, useNumbers, useText } from '@lianke/ui'
import { InputNumber } from 'antd'
import type { DraftLine, LinePrice } from './draft-order.ts'
import { goTo } from './go-to.ts'
import { LineHint } from './line-hint.tsx'
import type { TypedOrder } from './use-order.ts'

const onSale = { field: 'status', op: 'eq', value: 'on_sale' } as const

const Amount = ({
  value,
  said,
  usual,
  onChange,
  quantityOf,
  onEnter,
}: {
  readonly value: string | null
  readonly said: string
  /** What holds while nothing is typed. */
  readonly usual?: string
  onChange(value: string | null): void
  readonly quantityOf?: number
  /** Enter goes on to the next line. */
  onEnter?(): void
}) => (
  <span role="cell" data-quantity={quantityOf}>
    <InputNumber
      stringMode
      controls={false}
      min="0"
      aria-label={said}
      placeholder={usual}
      value={value}
      onPressEnter={({ ctrlKey, metaKey }) => (ctrlKey || metaKey ? undefined : onEnter?.())}
      onChange={(next) => onChange(next === null ? null : String(next))}
    />
  </span>
)

const RemoveLine = ({ said, onRemove }: { readonly said: string; onRemove(): void }) => (
  <button type="button" className="lk-icon-button small" aria-label={said} onClick={onRemove}>
    <Icon name="close" size={13} />
  </button>
)

/** How many, at what price, with how much off. */
const LineAmounts = ({
  line,
  index,
  price,
  said,
  onChange,
}: {
  readonly line: DraftLine
  readonly index: number
  readonly price: LinePrice | undefined
  said(name: Label): string
  onChange(values: Partial<DraftLine>): void
}) => (
  <>
    <Amount
      value={line.quantity}
      said={said(label('数量', 'quantity'))}
      onChange={(quantity) => onChange({ quantity })}
      quantityOf={index}
      onEnter={() => goTo(index + 1, 'product')}
    />
    <Amount
      value={line.price}
      said={said(label('单价', 'unit price'))}
      usual={price?.price ?? ''}
      onChange={(next) => onChange({ price: next })}
    />
    <Amount
      value={line.discount}
      said={said(label('优惠', 'discount'))}
      usual="0"
      onChange={(discount) => onChange({ discount })}
    />
  </>
)

/** One line: product, quantity, price, discount, what it comes to, and what is said of it. */
export const OrderLine = ({
  line,
  index,
  order: { known, totals, currency, remove },
  complaint,
  onChange,
}: {
  readonly line: DraftLine
  readonly index: number
  readonly order: TypedOrder
  readonly complaint: string | undefined
  onChange(values: Partial<DraftLine>): void
}) => {
  const text = useText()
  const { money } = useNumbers()
  const price = known.get(line.product?.id ?? '')
  const total = totals.get(line.key)
  const said = (name: Label) => text(label('第 {n} 行 {name}', 'Line {n} {name}'), { n: index + 1, name: text(name) })
  return (
    <div className="lk-order-line" role="row">
      <span role="cell" className="product" data-line={index}>
        <RecordPicker
          to="commerce.product"
          value={line.product}
          clear={false}
          filter={onSale}
          onChange={(product) => {
            onChange({ product: referenceIn(product) })
            goTo(index, 'quantity')
          }}
        />
      </span>
      <LineAmounts line={line} index={index} price={price} said={said} onChange={onChange} />
      <span role="cell" className="end lk-num total">
        {total ? money(total, currency) : ''}
      </span>
      <span role="cell">
        {line.product ? <RemoveLine said={said(label('删除', 'remove'))} onRemove={() => remove(line.key)} /> : null}
      </span>
      {complaint === undefined ? (
        <LineHint line={line} price={price} currency={currency} />
      ) : (
        <div className="lk-field-problem wide" role="alert">
          {complaint}
        </div>
      )}
    </div>
  )
}
